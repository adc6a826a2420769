import type { TextCodec } from "../contract/forward-pass.ts";
import type { AdapterCalls } from "../contract/adapters.ts";
import type { InferenceEngine, Priority } from "../contract/engine.ts";
import { type Outcome, refuse, toOutcome } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { parseAlternatives, parseScore } from "../contract/score-request.ts";
import { createAdapterCalls } from "./adapter-calls.ts";
import { alternativesAt, generateTexts, scoreNextOf, scoreWhole, type StopFlag, tokenizePrompt } from "./compute.ts";
import { CurrentModel } from "./current-model.ts";
import type { EngineWorld } from "./engine-world.ts";
import type { LoadedModel } from "./load-model.ts";
import { createLoads } from "./loads.ts";
import { createQueue } from "./queue.ts";
import type { ResolvedModels } from "./resolved-models.ts";
import { createTrials } from "./trials.ts";
import { createTurns } from "./turns.ts";
import { withAdapter } from "./with-adapter.ts";

/** Loads one model at a time, and answers requests in the order in which they came. */
export function createInferenceEngine(world: EngineWorld, resolved: ResolvedModels): InferenceEngine & AdapterCalls {
  const enqueue = createQueue();
  const current = new CurrentModel();
  const turns = createTurns(enqueue);
  const considerRival = createTrials({ current, enqueue });
  /** The model, computing with the adapter of a name; only in a run's turn. */
  const speaking = async (name: string | undefined) => {
    await current.get().beside.admit(name);
    const { beside, ...model } = current.get();
    return withAdapter({ ...model, adapters: beside.numbers }, name);
  };
  const answer = async <T, R>(
    asked: Outcome<T>,
    run: number,
    priority: Priority | undefined,
    work: (value: T, flag: StopFlag) => Promise<R>,
  ): Promise<Outcome<R>> => (asked.ok ? turns.take(run, priority, (flag) => work(asked.value, flag)) : asked);
  return {
    ...createLoads({ world, resolved, current, enqueue }),
    ...createAdapterCalls({ current, shelf: world.shelf, enqueue }),

    async generate(request, run, onDelta, priority) {
      const outcome = await answer(parseRequest(request), run, priority, async (parsed, flag) =>
        generateTexts(await speaking(parsed.adapter), parsed, flag, onDelta, world),
      );
      if (outcome.ok) considerRival();
      return outcome;
    },

    stop: turns.stop,

    countTokens: (text) => toOutcome(() => countWith(current.get().codec, text)),

    async tokenize(prompt, parameters, most) {
      const parsed = parseRequest({ prompt, parameters });
      if (!parsed.ok) return parsed;
      return toOutcome(() => tokenizePrompt(current.get(), prompt, parsed.value.parameters, most));
    },

    score: (request, run, onTokens, priority) =>
      answer(parseScore(request), run, priority, async (parsed, flag) =>
        scoreWhole(await speaking(parsed.adapter), parsed, flag, onTokens, world),
      ),

    alternatives: (request, run, priority) =>
      answer(parseAlternatives(request), run, priority, async (parsed, flag) =>
        alternativesAt(await speaking(parsed.adapter), parsed, flag, world),
      ),

    scoreNext: (prompt, truncate, wanted, run, priority, adapter) =>
      answer(
        parseRequest({ prompt, truncate, parameters: { top_logprobs: wanted }, adapter }),
        run,
        priority,
        async (_, flag) => scoreNextOf(await speaking(adapter), prompt, truncate, wanted, flag, world),
      ),

    savePackage: () => toOutcome(() => saveModel(current.get(), world)),
  };
}

/** A model that others could not fetch themselves, as one file. @throws Refusal `bad_request` for any other */
function saveModel({ info, listing }: LoadedModel, { store }: EngineWorld) {
  if (info.converted || info.source.kind === "files") return store.save(listing);
  throw refuse("bad_request", "not_converted", { name: info.name });
}

/** Tokens of a text, with what the tokenizer puts around every one. */
function countWith(codec: TextCodec, text: string): number {
  return (codec.prefix?.length ?? 0) + codec.encode(text).length + (codec.suffix?.length ?? 0);
}
