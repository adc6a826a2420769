import type { Judgement } from "../contract/forward-pass.ts";
import { nonFiniteLogits } from "../contract/non-finite-logits.ts";
import type { KernelInstance } from "./instance.ts";
import { JUDGEMENT_BYTES, JUDGEMENT_HEAD, MOST_ALTERNATIVES, TILE } from "./kernel-module.ts";

/**
 * What the model says of the tokens after those of a tile whose layers are computed, all of them wanted.
 * @param targets the token after each. @param alternatives at most MOST_ALTERNATIVES
 * @throws Refusal `nan_logits`
 */
export function judgeTile(kernel: KernelInstance, targets: readonly number[], alternatives: number): Judgement[] {
  if (alternatives > MOST_ALTERNATIVES) {
    throw new RangeError(`${alternatives} alternatives are asked for, ${MOST_ALTERNATIVES} are told at most.`);
  }
  const plan = kernel.words(kernel.functions.plan(), TILE * 5);
  plan.set(targets, 4 * TILE);
  if (!kernel.functions.judge(targets.length, alternatives)) throw nonFiniteLogits();
  const first = kernel.functions.judgementsAddress();
  return targets.map((_, i) => readJudgement(kernel, first + i * JUDGEMENT_BYTES, alternatives));
}

/** As `assembly/judge.ts` lays it out. */
function readJudgement(kernel: KernelInstance, address: number, alternatives: number): Judgement {
  const view = new DataView(kernel.memory.buffer, address, JUDGEMENT_BYTES);
  const normalizer = Math.log(view.getFloat64(0, true)) + view.getFloat32(8, true);
  const top: { id: number; logprob: number }[] = [];
  for (let at = JUDGEMENT_HEAD; top.length < alternatives; at += 8) {
    const id = view.getUint32(at + 4, true);
    // The vocabulary has no more.
    if (id === NO_TOKEN) break;
    top.push({ id, logprob: view.getFloat32(at, true) - normalizer });
  }
  return { logprob: view.getFloat32(12, true) - normalizer, top };
}

const NO_TOKEN = 2 ** 32 - 1;
