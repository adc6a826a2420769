import type { ServedEngine } from "./batch-engine.ts";
import type { Metrics } from "./metrics.ts";

/** Counts what an engine writes. */
export function measured(engine: ServedEngine, metrics: Metrics): ServedEngine {
  return {
    async generate(...call) {
      const outcome = await engine.generate(...call);
      if (outcome.ok) {
        metrics.tokens(outcome.value.prompt_tokens, outcome.value.completion_tokens);
        metrics.firstToken(outcome.value.timings.first_token_ms / 1000);
      }
      return outcome;
    },
    score: (...call) => engine.score(...call),
    alternatives: (...call) => engine.alternatives(...call),
    stop: (run) => engine.stop(run),
  };
}
