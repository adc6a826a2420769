import { at } from "../contract/at.ts";
import type { FinishReason, GenerateDelta, Sample } from "../contract/generate-result.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import { warp } from "../contract/sampling/warpers.ts";
import type { TokenDetail } from "../contract/token-detail.ts";
import { assertFinite, draw, likeliest } from "./choose.ts";
import { logSumExp } from "./continuations.ts";
import { tokenDetail } from "./details.ts";
import { giveUpHopeless } from "./give-up.ts";
import { prefill } from "./prefill.ts";
import type { OnPromptLogits } from "./prompt-details.ts";
import { type RandomStream, randomStream } from "./random.ts";
import { finishReason, NO_PROMPT, pause, type Run } from "./run.ts";
import { type PromptStart, startPrompt } from "./start-prompt.ts";
import { advanceText, offsetOf, restOfText, type TextState, unfinishedCharacters } from "./text-state.ts";

/** One text on its way. */
export interface Row extends PromptStart {
  readonly sample: number;
  readonly random: RandomStream;
  /** Prompt and new tokens. */
  readonly ids: number[];
  readonly details: TokenDetail[];
  /** Its row in the logits and in the cache. */
  slot: number;
  state: TextState;
  text: string;
  /** Sum of its tokens' log-probabilities after the processors, before temperature and cut-offs; of drafts alone. */
  logprob: number;
  finish: FinishReason | undefined;
}

/** Texts that are computed together: of each of these prompts those with the numbers from `from` to before `to`. */
export interface Batch {
  readonly prompts: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Arrays of vocabulary size that every step uses again. */
interface Workspace {
  readonly scores: Float32Array;
  readonly candidates: Candidates;
}

/** Greedy search and sampling: `num_return_sequences` texts for each prompt, all computed together. */
export async function sampleLoop(run: Run): Promise<Sample[]> {
  const batch = { prompts: [...run.prompts.keys()], from: 0, to: run.parameters.num_return_sequences };
  return (await drawRows(run, batch)).map((row) => toSample(run, row));
}

/** The texts of a prompt share its prefill, and finished ones leave the batch. */
export async function drawRows(run: Run, batch: Batch): Promise<Row[]> {
  const { forward, hooks } = run;
  const rows = batch.prompts.flatMap((prompt, slot) => startRows(run, prompt, slot, batch));
  const workspace = { scores: new Float32Array(forward.vocabSize), candidates: new Candidates(forward.vocabSize) };
  const prompts = batch.prompts.map((prompt) => (run.prompts[prompt] ?? NO_PROMPT).ids);
  const onLogits = batch.from === 0 ? run.promptDetails?.onLogits : undefined;
  const named: OnPromptLogits | undefined =
    onLogits && ((slot, position, row) => onLogits(at(batch.prompts, slot), position, row));
  let logits = await prefill(forward, prompts, () => pause(run), named);
  const ended = new Map<Row, number>();
  let cachedRows = prompts.length;
  let alive = rows;
  if (run.parameters.max_new_tokens === 0) return endUnwritten(run, rows, logits !== undefined);
  if (logits !== undefined) await tellPrompts(run, rows);
  while (logits !== undefined) {
    const deltas: GenerateDelta[] = [];
    for (const row of alive) deltas.push(appendToken(run, row, logits, workspace));
    run.onFirstToken();
    for (const delta of deltas) await hooks.onDelta(delta);
    const isStopped = await pause(run);
    if (run.parameters.best_of > 1 && !isStopped) giveUpHopeless(run, rows, ended);
    alive = alive.filter((row) => row.finish === undefined);
    if (isStopped || alive.length === 0) break;
    await moveTo(run, alive, cachedRows);
    cachedRows = alive.length;
    logits = await forward.forward(alive.map(({ ids }) => ids.slice(-1)));
  }
  for (const row of alive) await stop(run, row);
  return rows;
}

/** Prompts that are only read. */
async function endUnwritten(run: Run, rows: Row[], isRead: boolean): Promise<Row[]> {
  if (isRead) await tellPrompts(run, rows);
  for (const row of rows) row.finish = isRead ? "length" : "stopped";
  return rows;
}

/** The prompts' own tokens are sent ahead of the first new one. */
async function tellPrompts({ hooks, promptDetails }: Run, rows: readonly Row[]): Promise<void> {
  for (const { sample, prompt } of rows) {
    const details = promptDetails?.details[prompt];
    if (details !== undefined) await hooks.onDelta({ sample, text: "", tokens: 0, prompt: details });
  }
}

function startRows(run: Run, prompt: number, slot: number, { from, to }: Batch): Row[] {
  const { start, ids, state } = startPrompt(run, prompt);
  return Array.from({ length: to - from }, (_, i) => ({
    ...start,
    sample: prompt * (to - from) + i,
    random: randomStream(run.parameters.seed, from + i),
    ids: [...ids],
    details: [],
    slot,
    state,
    text: "",
    logprob: 0,
    finish: undefined,
  }));
}

function appendToken(run: Run, row: Row, logits: Float32Array, workspace: Workspace): GenerateDelta {
  const { codec, forward, parameters } = run;
  const own = logits.subarray(row.slot * forward.vocabSize, (row.slot + 1) * forward.vocabSize);
  const { token, told } = chooseToken(run, row, own, workspace);
  row.ids.push(token);
  const step = advanceText(row.state, token, codec, parameters.stop_strings);
  const detail = told && { ...told, offset: offsetOf(row.state, step, told) };
  if (detail) row.details.push(detail);
  row.state = step.state;
  row.finish = finishReason(run, row.ids, row.longest, step.stopped);
  const text = row.finish && !step.stopped ? step.text + restOfText(step.state, codec) : step.text;
  row.text += text;
  const delta = { sample: row.sample, text, tokens: row.ids.length - row.promptLength };
  return detail ? { ...delta, detail } : delta;
}

function chooseToken(
  { parameters, codec }: Run,
  row: Row,
  logits: Float32Array,
  { scores, candidates }: Workspace,
): { token: number; told?: Omit<TokenDetail, "offset"> } {
  assertFinite(logits);
  scores.set(logits);
  for (const process of row.processors) process(scores, row.ids);
  const wanted = parameters.top_logprobs;
  if (parameters.do_sample) warp(scores, parameters, 1, candidates);
  else if (wanted > 0) candidates.takeAll(scores);
  const token = parameters.do_sample ? at(candidates.ids, draw(candidates, row.random)) : likeliest(scores);
  if (parameters.best_of > 1) row.logprob += at(scores, token) - logSumExp(scores);
  return wanted > 0 ? { token, told: tokenDetail(candidates, token, wanted, codec) } : { token };
}

/** Makes the rows that go on the rows of the cache; does nothing where they are that already. */
async function moveTo(run: Run, alive: readonly Row[], cachedRows: number): Promise<void> {
  if (alive.length !== cachedRows || alive.some((row, i) => row.slot !== i)) {
    await run.forward.reorder(alive.map(({ slot }) => slot));
  }
  alive.forEach((row, i) => {
    row.slot = i;
  });
}

/** Ends a row between two tokens; text that was held back is written. */
async function stop(run: Run, row: Row): Promise<void> {
  row.finish = "stopped";
  const text = restOfText(row.state, run.codec);
  row.text += text;
  const tokens = row.ids.length - row.promptLength;
  if (text !== "") await run.hooks.onDelta({ sample: row.sample, text, tokens });
}

/** A text as it is returned. */
export function toSample({ codec }: Run, row: Row): Sample {
  const { prompt, text, details, promptLength, finish = "stopped" } = row;
  const unfinished = finish === "stop_string" ? 0 : unfinishedCharacters(row.state, codec);
  const sample = {
    prompt,
    text,
    ...(unfinished > 0 && { unfinished }),
    token_ids: row.ids.slice(promptLength),
    finish_reason: finish,
  };
  return details.length > 0 ? { ...sample, details } : sample;
}
