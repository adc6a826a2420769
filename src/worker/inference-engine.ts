import type { TextCodec } from "../contract/forward-pass.ts";
import type { InferenceEngine } from "../contract/engine.ts";
import { refuse, toOutcome } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { parseAlternatives, parseScore } from "../contract/score-request.ts";
import { alternativesAt, generateTexts, scoreNextOf, scoreWhole, tokenizePrompt } from "./compute.ts";
import { CurrentModel } from "./current-model.ts";
import type { EngineWorld } from "./engine-world.ts";
import { createLoads } from "./loads.ts";
import { createQueue } from "./queue.ts";
import type { ResolvedModels } from "./resolved-models.ts";
import { createTurns } from "./turns.ts";
import { withAdapter } from "./with-adapter.ts";

/** Loads one model at a time, and answers requests in the order in which they came. */
export function createInferenceEngine(world: EngineWorld, resolved: ResolvedModels): InferenceEngine {
  const enqueue = createQueue();
  const current = new CurrentModel();
  const turns = createTurns(enqueue);
  return {
    ...createLoads({ world, resolved, current, enqueue }),

    async generate(request, run, onDelta, priority) {
      const parsed = parseRequest(request);
      if (!parsed.ok) return parsed;
      return turns.take(run, priority, async (flag) =>
        generateTexts(withAdapter(current.get(), parsed.value.adapter), parsed.value, flag, onDelta, world),
      );
    },

    stop: turns.stop,

    countTokens: (text) => toOutcome(() => countWith(current.get().codec, text)),

    async tokenize(prompt, parameters, most) {
      const parsed = parseRequest({ prompt, parameters });
      if (!parsed.ok) return parsed;
      return toOutcome(() => tokenizePrompt(current.get(), prompt, parsed.value.parameters, most));
    },

    async score(request, run, onTokens, priority) {
      const parsed = parseScore(request);
      if (!parsed.ok) return parsed;
      return turns.take(run, priority, async (flag) =>
        scoreWhole(withAdapter(current.get(), parsed.value.adapter), parsed.value, flag, onTokens, world),
      );
    },

    async alternatives(request, run, priority) {
      const parsed = parseAlternatives(request);
      if (!parsed.ok) return parsed;
      return turns.take(run, priority, async (flag) =>
        alternativesAt(withAdapter(current.get(), parsed.value.adapter), parsed.value, flag, world),
      );
    },

    async scoreNext(prompt, truncate, wanted, run, priority) {
      const parsed = parseRequest({ prompt, truncate, parameters: { top_logprobs: wanted } });
      if (!parsed.ok) return parsed;
      return turns.take(run, priority, async (flag) =>
        scoreNextOf(withAdapter(current.get(), undefined), prompt, truncate, wanted, flag, world),
      );
    },

    savePackage: () =>
      toOutcome(() => {
        const { info, listing } = current.get();
        if (info.converted || info.source.kind === "files") return world.store.save(listing);
        throw refuse("bad_request", "not_converted", { name: info.name });
      }),
  };
}

/** Tokens of a text, with what the tokenizer puts around every one. */
function countWith(codec: TextCodec, text: string): number {
  return (codec.prefix?.length ?? 0) + codec.encode(text).length + (codec.suffix?.length ?? 0);
}
