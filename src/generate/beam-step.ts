import type { FinishReason } from "../contract/generate-result.ts";
import type { Candidates } from "../contract/sampling/candidates.ts";
import type { TokenDetail } from "../contract/token-detail.ts";
import { assertFinite, nothingLeft } from "./choose.ts";
import { bestContinuations, type Continuation, drawContinuations, logSoftmax, warpInPlace } from "./continuations.ts";
import { tokenDetail } from "./details.ts";
import type { RandomStream } from "./random.ts";
import { finishReason, type Run } from "./run.ts";
import type { PromptStart } from "./start-prompt.ts";
import { offsetOf } from "./text-offsets.ts";
import { advanceText, type TextState } from "./text-state.ts";

/** A text that may go on. */
interface Beam {
  /** Prompt and new tokens. */
  readonly ids: readonly number[];
  readonly details: readonly TokenDetail[];
  /** Sum of log-probabilities, float32 as in transformers. */
  readonly score: number;
  readonly state: TextState;
  /** Its row in the logits and, after a reorder, in the cache. */
  readonly slot: number;
}

interface Hypothesis {
  readonly beam: Beam;
  /** Score divided by length^length_penalty. */
  readonly score: number;
  readonly finish: FinishReason;
}

/** The search for one prompt. */
export interface Search extends PromptStart {
  readonly start: TextState;
  readonly random: RandomStream;
  /** Best first. */
  beams: readonly Beam[];
  /** The best finished texts, at most `num_beams`, best first. */
  finished: readonly Hypothesis[];
  done: boolean;
}

interface Workspace {
  /** [num_beams, vocabSize] */
  readonly sums: Float32Array;
  /** Room for one beam's vocabulary, and for all beams' when sampling. */
  readonly candidates: Candidates;
}

/** One token for all beams of a search. */
export function advanceSearch(run: Run, search: Search, logits: Float32Array, workspace: Workspace): void {
  const { num_beams, early_stopping, length_penalty } = run.parameters;
  const extended = chooseContinuations(run, search, logits, workspace).map((next) =>
    extend(run, search, next, workspace),
  );
  if (extended.length === 0 && search.finished.length === 0) throw nothingLeft();
  const open = extended.filter(({ finish }) => finish === undefined).map(({ beam }) => beam);
  search.beams = open.sort((a, b) => b.score - a.score).slice(0, num_beams);
  // Only the first `num_beams` continuations may end a text; the others are there to have enough that go on.
  const ended = extended
    .slice(0, num_beams)
    .flatMap(({ beam, finish }) =>
      finish === undefined ? [] : [{ beam, finish, score: beam.score / newTokens(search, beam) ** length_penalty }],
    );
  search.finished = best([...search.finished, ...ended], num_beams);
  const isEnough = early_stopping === true && search.finished.length === num_beams;
  search.done = isEnough || open.length === 0 || !mayImprove(run, search);
}

function chooseContinuations(
  { forward, parameters }: Run,
  search: Search,
  logits: Float32Array,
  { sums, candidates }: Workspace,
): Continuation[] {
  const { vocabSize } = forward;
  search.beams.forEach(({ ids, slot, score }, i) => {
    const own = sums.subarray(i * vocabSize, (i + 1) * vocabSize);
    own.set(logits.subarray(slot * vocabSize, (slot + 1) * vocabSize));
    assertFinite(own);
    logSoftmax(own);
    for (const process of search.processors) process(own, ids);
    if (parameters.do_sample) warpInPlace(own, parameters, candidates);
    if (parameters.renormalize_logits) logSoftmax(own);
    for (let id = 0; id < vocabSize; id++) own[id] = (own[id] ?? 0) + score;
  });
  const held = sums.subarray(0, search.beams.length * vocabSize);
  const most = Math.max(2, 1 + parameters.eos_token_id.length) * parameters.num_beams;
  return parameters.do_sample
    ? drawContinuations(held, vocabSize, most, search.random, candidates)
    : bestContinuations(held, vocabSize, most);
}

function extend(
  run: Run,
  search: Search,
  { beam, token, score }: Continuation,
  { sums, candidates }: Workspace,
): { beam: Beam; finish: FinishReason | undefined } {
  const { codec, forward, parameters } = run;
  const parent = search.beams[beam];
  if (parent === undefined) throw new Error(`no beam ${beam}`);
  const ids = [...parent.ids, token];
  const step = advanceText(parent.state, token, codec, parameters.stop_strings);
  let details = parent.details;
  if (parameters.top_logprobs > 0) {
    candidates.takeAll(sums.subarray(beam * forward.vocabSize, (beam + 1) * forward.vocabSize));
    const detail = tokenDetail(candidates, token, parameters.top_logprobs, codec);
    details = [...details, { ...detail, offset: offsetOf(parent.state, step, detail) }];
  }
  const finish = finishReason(run, ids, search.longest, step.stopped);
  return { beam: { ids, details, score, state: step.state, slot: parent.slot }, finish };
}

/** Whether the best open beam could still be better than the worst finished text, by the rule of `early_stopping`. */
function mayImprove({ parameters }: Run, search: Search): boolean {
  const { num_beams, early_stopping, length_penalty } = parameters;
  const [beam] = search.beams;
  const worst = search.finished.at(-1);
  if (beam === undefined || worst === undefined || search.finished.length < num_beams) return true;
  const toTheEnd = early_stopping === "never" && length_penalty > 0;
  const length = toTheEnd ? search.longest - search.promptLength : newTokens(search, beam);
  return beam.score / length ** length_penalty > worst.score;
}

export function newTokens(search: Search, beam: Beam): number {
  return beam.ids.length - search.promptLength;
}

/** The `most` best, best first; what was there before ranks above its equals. */
export function best(hypotheses: readonly Hypothesis[], most: number): Hypothesis[] {
  return [...hypotheses].sort((a, b) => b.score - a.score).slice(0, most);
}
