import type { FinishReason, Sample } from "../contract/generate-result.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import type { TokenDetail } from "../contract/token-detail.ts";
import { assertFinite, nothingLeft } from "./choose.ts";
import { bestContinuations, type Continuation, drawContinuations, logSoftmax, warpInPlace } from "./continuations.ts";
import { tokenDetail } from "./details.ts";
import { prefill } from "./prefill.ts";
import { type RandomStream, randomStream } from "./random.ts";
import { finishReason, pause, type Run } from "./run.ts";
import { type PromptStart, startPrompt } from "./start-prompt.ts";
import { advanceText, offsetOf, type TextState, unfinishedCharacters, writtenText } from "./text-state.ts";

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
interface Search extends PromptStart {
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

/**
 * Beam search as transformers does it (`_beam_search`, 5.23), greedy or sampling. Each prompt is searched as if it were
 * alone; a prompt that is done leaves the batch. The texts are only known at the end, so each comes as one delta.
 */
export async function beamSearch(run: Run): Promise<Sample[]> {
  const { forward, parameters } = run;
  const searches = run.prompts.map((_, prompt) => startSearch(run, prompt));
  const size = parameters.num_beams * forward.vocabSize;
  const candidates = new Candidates(parameters.do_sample ? size : forward.vocabSize);
  const workspace = { sums: new Float32Array(size), candidates };
  const prompts = run.prompts.map(({ ids }) => ids);
  let logits = await prefill(forward, prompts, () => pause(run), run.promptDetails?.onLogits);
  if (logits === undefined) return nothingYet(run);
  let active = searches;
  for (;;) {
    for (const search of active) advanceSearch(run, search, logits, workspace);
    run.onFirstToken();
    const isStopped = await pause(run);
    active = active.filter((search) => !search.done);
    if (isStopped || active.length === 0) break;
    logits = await forwardBeams(run, active);
  }
  for (const search of active) stop(run, search);
  return deliver(run, searches);
}

function startSearch(run: Run, prompt: number): Search {
  const { start, ids, state } = startPrompt(run, prompt);
  return {
    ...start,
    start: state,
    random: randomStream(run.parameters.seed, 0),
    // The first token makes as many beams of this one as there may be.
    beams: [{ ids, details: [], score: 0, state, slot: prompt }],
    finished: [],
    done: false,
  };
}

/** One token for all beams of a search. */
function advanceSearch(run: Run, search: Search, logits: Float32Array, workspace: Workspace): void {
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

async function forwardBeams({ forward }: Run, active: readonly Search[]): Promise<Float32Array> {
  await forward.reorder(active.flatMap(({ beams }) => beams.map(({ slot }) => slot)));
  let slot = 0;
  for (const search of active) search.beams = search.beams.map((beam) => ({ ...beam, slot: slot++ }));
  return forward.forward(active.flatMap(({ beams }) => beams.map(({ ids }) => ids.slice(-1))));
}

/** Ends a search between two tokens with what it has. */
function stop({ parameters }: Run, search: Search): void {
  const open = search.beams.map((beam) => ({
    beam,
    score: beam.score / newTokens(search, beam) ** parameters.length_penalty,
    finish: "stopped" as const,
  }));
  search.finished = best([...search.finished, ...open], parameters.num_beams);
}

/** The samples of a run that was stopped before its first token. */
function nothingYet({ parameters, prompts }: Run): Sample[] {
  return prompts.flatMap((_, prompt) =>
    Array.from({ length: parameters.num_return_sequences }, () => ({
      prompt,
      text: "",
      token_ids: [],
      finish_reason: "stopped" as const,
    })),
  );
}

async function deliver(run: Run, searches: readonly Search[]): Promise<Sample[]> {
  const { codec, hooks, parameters } = run;
  const samples: Sample[] = [];
  for (const search of searches) {
    for (const { beam, score, finish } of search.finished.slice(0, parameters.num_return_sequences)) {
      const token_ids = beam.ids.slice(search.promptLength);
      const text = writtenText(search.start, token_ids, codec, parameters.stop_strings);
      const told = run.promptDetails?.details[search.prompt];
      if (told !== undefined) await hooks.onDelta({ sample: samples.length, text: "", tokens: 0, prompt: told });
      await hooks.onDelta({ sample: samples.length, text, tokens: token_ids.length });
      const unfinished = finish === "stop_string" ? 0 : unfinishedCharacters(beam.state, codec);
      const end = { token_ids, finish_reason: finish, score };
      const sample = { prompt: search.prompt, text, ...(unfinished > 0 && { unfinished }), ...end };
      samples.push(beam.details.length > 0 ? { ...sample, details: beam.details } : sample);
    }
  }
  return samples;
}

function newTokens(search: Search, beam: Beam): number {
  return beam.ids.length - search.promptLength;
}

/** The `most` best, best first; what was there before ranks above its equals. */
function best(hypotheses: readonly Hypothesis[], most: number): Hypothesis[] {
  return [...hypotheses].sort((a, b) => b.score - a.score).slice(0, most);
}
