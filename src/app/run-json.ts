import type { GenerateResult } from "../contract/generate-result.ts";

/**
 * A result as other programs read it; the names of the text-generation task, and what makes it reproducible. Where the run
 * recorded them, each text has its tokens with their log-probabilities, and the alternatives to them.
 */
export function runAsJson({ samples, prompts, parameters, timings, model, backend }: GenerateResult): string {
  const texts = samples.map(({ prompt, text, token_ids, finish_reason, score, details }) => ({
    generated_text: (prompts[prompt] ?? "") + text,
    token_ids,
    finish_reason,
    ...(score === undefined ? {} : { score }),
    ...(details === undefined ? {} : { details }),
  }));
  const { device, dtype, threads } = backend;
  return JSON.stringify({ texts, parameters, timings, model, device: { device, dtype, threads } }, undefined, 2);
}
