import type { ApiCall, ApiHost } from "../../contract/api/host.ts";
import type { GenerateResult, Sample } from "../../contract/generate-result.ts";
import type { BackendReport, ModelInfo } from "../../contract/model-info.ts";
import { makeNote, succeed, type Outcome } from "../../contract/outcome.ts";
import { resolveParameters } from "../../contract/parameters.ts";
import type { PromptToken } from "../../contract/token-detail.ts";

const backend: BackendReport = {
  backend: "kernel",
  device: "wasm",
  dtype: "q8",
  threads: 1,
  reason: makeNote("chosen", {}),
  tried: [],
};

const model: ModelInfo = {
  name: "quotes",
  source: { kind: "site", path: "models/quotes" },
  card: { title: "Quotes", summary: "", tags: [], examples: [{ text: "life is not" }, { text: "hope is" }] },
  defaults: {},
  notes: [],
  maxPositions: 256,
  bytes: 1000,
  vocabSize: 4096,
  backend,
  kept: { where: "opfs" },
  quality: {},
  isQualityClaimed: false,
  converted: false,
};

/** A prompt's tokens as the engine reports them: one a character here, each as likely as the others. */
function promptTokens(prompt: string): PromptToken[] {
  return Array.from(prompt, (text, i) => {
    const token = { id: i, text, offset: i };
    return i === 0
      ? { ...token, logprob: null, top: [] }
      : { ...token, logprob: -2, top: [{ id: i, text, logprob: -2 }] };
  });
}

/** The page's end of the border, answering with the words of `text`, one piece each. */
export function pageThatSays(text: string, overrides: Partial<ApiHost> = {}) {
  const calls: ApiCall[] = [];
  const stopped: string[] = [];
  const host: ApiHost = {
    status: async () => ({ model, queued: 0 }),
    async generate(call, onDeltas): Promise<Outcome<GenerateResult>> {
      calls.push(call);
      const parameters = resolveParameters(call.request.parameters, {}, 5);
      const prompts = typeof call.request.prompt === "string" ? [call.request.prompt] : call.request.prompt;
      const words = text.split(/(?= )/);
      const details = words.map((word, id) => ({
        id,
        text: word,
        logprob: -0.5,
        top: [{ id, text: word, logprob: -0.5 }],
        offset: words.slice(0, id).join("").length,
      }));
      const samples: Sample[] = prompts.flatMap((_, prompt) =>
        Array.from({ length: parameters.num_return_sequences }, () => ({
          prompt,
          text,
          token_ids: words.map((_word, id) => id),
          finish_reason: "eos" as const,
          details,
        })),
      );
      const told = call.request.prompt_logprobs === undefined ? undefined : prompts.map(promptTokens);
      for (const sample of samples.keys()) {
        const prompt = told?.[samples[sample]?.prompt ?? 0];
        if (prompt !== undefined) await onDeltas?.([{ sample, text: "", tokens: 0, prompt }]);
        for (const [id, word] of words.entries()) {
          const detail = details[id];
          await onDeltas?.([{ sample, text: word, tokens: id + 1, ...(detail && { detail }) }]);
        }
      }
      return succeed({
        samples,
        prompts,
        ...(told && { prompt_details: told }),
        prompt_tokens: 3,
        dropped_tokens: 0,
        completion_tokens: words.length * samples.length,
        parameters,
        timings: { first_token_ms: 1, total_ms: 2, tokens_per_second: 100 },
        model: {
          name: "quotes",
          source: { kind: "site", path: "models/quotes" },
          ...(call.request.adapter !== undefined && { adapter: call.request.adapter }),
        },
        backend,
      });
    },
    stop: async (id) => void stopped.push(id),
    release: async () => undefined,
    score: async () => succeed({ perplexity: 20, bits_per_byte: 1.5, tokens: 10, bytes: 40 }),
    alternatives: async () => succeed({ position: 1, top: [{ id: 1, text: " is", logprob: -0.5 }] }),
    ...overrides,
  };
  return { host, calls, stopped, model };
}
