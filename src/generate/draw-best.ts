import type { GenerateDelta, Sample } from "../contract/generate-result.ts";
import { LIMITS } from "../contract/limits.ts";
import { draftOf } from "./give-up.ts";
import { rankDrafts } from "./rank-drafts.ts";
import { isTimeUp, type Run } from "./run.ts";
import { type Batch, drawRows } from "./sample-loop.ts";
import { type Row, toSample } from "./sample-row.ts";

interface Drawn {
  readonly row: Row;
  /** The text piece by piece, as it was drawn. */
  readonly deltas: readonly GenerateDelta[];
}

/**
 * Draws `best_of` texts for each prompt and returns the best `num_return_sequences` of them, best first. A text is told once it
 * is chosen, token by token; before that an empty piece says that the first token is there. How many texts are
 * computed together changes none of them; those that have fallen far behind are given up.
 */
export async function drawBest(run: Run): Promise<Sample[]> {
  const tellBegun = onlyOnce(() => run.hooks.onDelta({ sample: 0, text: "", tokens: 0 }));
  const drawn: Drawn[] = [];
  for (const batch of batchesOf(run)) {
    // Every prompt has its texts; more to choose from are not worth it when the time is up.
    const isEnough = batch.from >= run.parameters.num_return_sequences;
    if (isEnough && isTimeUp(run)) continue;
    drawn.push(...(await drawDrafts(run, batch, tellBegun)));
  }
  const samples: Sample[] = [];
  for (const prompt of run.prompts.keys()) {
    for (const { row, deltas } of chooseBest(run, drawn, prompt)) {
      for (const delta of deltas) await run.hooks.onDelta({ ...delta, sample: samples.length });
      samples.push(toSample(run, row));
    }
  }
  return samples;
}

/** Whole prompts together where their texts fit, else one prompt's texts in turns. */
function batchesOf({ prompts, parameters: { best_of } }: Run): Batch[] {
  const longest = Math.max(1, ...prompts.map((prompt) => prompt.longest));
  const most = Math.max(1, Math.min(LIMITS.rows, Math.floor(LIMITS.draftPositions / longest)));
  const together = Math.max(1, Math.floor(most / best_of));
  const turns = countTo(best_of, most).map((from) => ({ from, to: Math.min(best_of, from + most) }));
  return countTo(prompts.length, together).flatMap((first) => {
    const group = [...prompts.keys()].slice(first, first + together);
    return turns.map((turn) => ({ prompts: group, ...turn }));
  });
}

/** 0, step, 2 · step … below `end`. */
function countTo(end: number, step: number): number[] {
  return Array.from({ length: Math.ceil(end / step) }, (_, i) => i * step);
}

async function drawDrafts(run: Run, batch: Batch, tellBegun: () => Promise<void>): Promise<Drawn[]> {
  const told = new Map<number, GenerateDelta[]>();
  const onDelta = async (delta: GenerateDelta) => {
    const pieces = told.get(delta.sample);
    if (pieces === undefined) told.set(delta.sample, [delta]);
    else pieces.push(delta);
    await tellBegun();
  };
  const rows = await drawRows({ ...run, hooks: { ...run.hooks, onDelta } }, batch);
  return rows.map((row) => ({ row, deltas: told.get(row.sample) ?? [] }));
}

function chooseBest(run: Run, drawn: readonly Drawn[], prompt: number): Drawn[] {
  const { num_return_sequences } = run.parameters;
  const own = drawn.filter(({ row }) => row.prompt === prompt);
  const order = rankDrafts(own.map(({ row }) => draftOf(run, row)));
  const ranked = order.flatMap((index) => own[index] ?? []);
  const others = ranked.slice(num_return_sequences).filter(({ row }) => row.ids.length > row.promptLength);
  run.onDiscarded(
    others.length,
    others.reduce((sum, { row }) => sum + row.ids.length - row.promptLength, 0),
  );
  return ranked.slice(0, num_return_sequences);
}

function onlyOnce(tell: () => void | Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    isDone = true;
    await tell();
  };
}
