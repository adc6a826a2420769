import type { GenerateResult } from "../contract/engine.ts";

/** A result as other programs read it; the names of the text-generation task, and what makes it reproducible. */
export function runAsJson({ samples, prompts, parameters, timings, model, backend }: GenerateResult): string {
  const texts = samples.map(({ prompt, text, token_ids, finish_reason, score }) => ({
    generated_text: (prompts[prompt] ?? "") + text,
    token_ids,
    finish_reason,
    ...(score === undefined ? {} : { score }),
  }));
  const { device, dtype, threads } = backend;
  return JSON.stringify({ texts, parameters, timings, model, device: { device, dtype, threads } }, undefined, 2);
}
