import { at } from "../contract/at.ts";
import type { GenerateDelta, Sample } from "../contract/generate-result.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import { giveUpHopeless } from "./give-up.ts";
import { LookAhead } from "./look-ahead.ts";
import { prefill } from "./prefill.ts";
import type { OnPromptLogits } from "./prompt-details.ts";
import { randomStream } from "./random.ts";
import { NO_PROMPT, pause, type Run } from "./run.ts";
import { type Row, appendToken, stop, toSample } from "./sample-row.ts";
import { startPrompt } from "./start-prompt.ts";

/** Texts that are computed together: of each of these prompts those with the numbers from `from` to before `to`. */
export interface Batch {
  readonly prompts: readonly number[];
  readonly from: number;
  readonly to: number;
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
  const ahead = forward.exactPieces ? new LookAhead(forward, () => hooks.now()) : undefined;
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
    const [row] = alive;
    // Where several are computed together, a draft for each would cost as much as it saves.
    if (alive.length === 1 && row !== undefined && ahead !== undefined) logits = await ahead.next(row.ids, row.longest);
    else logits = await forward.forward(alive.map(({ ids }) => ids.slice(-1)));
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

/** Makes the rows that go on the rows of the cache; does nothing where they are that already. */
async function moveTo(run: Run, alive: readonly Row[], cachedRows: number): Promise<void> {
  if (alive.length !== cachedRows || alive.some((row, i) => row.slot !== i)) {
    await run.forward.reorder(alive.map(({ slot }) => slot));
  }
  alive.forEach((row, i) => {
    row.slot = i;
  });
}
