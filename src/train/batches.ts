import { randomStream } from "../generate/random.ts";
import { shuffle } from "./shuffle.ts";

type Text = readonly number[];

/** Texts of one step. */
const TEXTS_A_STEP = 8;

/** The texts of a step of a pass over all of them, each pass in an order of its own. */
export function textsOfStep(training: readonly Text[], step: number, seed: number): readonly Text[] {
  const perPass = stepsOfPass(training.length);
  const [pass, place] = [Math.floor(step / perPass), step % perPass];
  // Streams from 2 on: 1 sets texts aside.
  const order = shuffle(training, randomStream(seed, 2 + pass));
  return order.slice(place * TEXTS_A_STEP, (place + 1) * TEXTS_A_STEP);
}

export function stepsOfPass(texts: number): number {
  return Math.ceil(texts / TEXTS_A_STEP);
}

/** Tokens that are foreseen: all of a text but its first. */
export function countTargets(texts: readonly Text[]): number {
  return texts.reduce((sum, ids) => sum + ids.length - 1, 0);
}

/** Groups of texts that fit one computation of at most so many tokens. */
export function groupTexts(texts: readonly Text[], most: number): Text[][] {
  const groups: Text[][] = [];
  let room = 0;
  for (const ids of texts) {
    const count = ids.length - 1;
    const last = groups.at(-1);
    if (last !== undefined && count <= room) last.push(ids);
    else {
      groups.push([ids]);
      room = most;
    }
    room -= count;
  }
  return groups;
}

/** Fewer side by side would take longer: of half as many 6 %. Four texts of 26 tokens, half a step, are computed at once. */
const LEAST_AT_ONCE = 104;

/** Tokens that are computed side by side: as many as the longest text has, and no more than pays, since memory grows with them. */
export function tokensAtOnce(texts: readonly Text[], most: number): number {
  return Math.min(most, Math.max(LEAST_AT_ONCE, ...texts.map((ids) => ids.length - 1)));
}
