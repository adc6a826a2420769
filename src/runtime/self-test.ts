import { refuse } from "../contract/outcome.ts";
import { isCoarse, LONG_ENOUGH_MS } from "../contract/coarse-clock.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { ModelManifest } from "../contract/manifest.ts";

/** Tokens of the known answer that are tried; each costs one step. */
const STEPS = 12;
/** Quantized weights may decide a close call otherwise; a broken backend is right hardly ever. */
const ENOUGH = 0.7;
/** For models without a known answer; a vocabulary may be smaller still. */
const ANY_PROMPT = [0, 1, 2, 3];

/** A model whose tokens no clock tells apart is quick enough. */
const MOST_TEXTS = 16;

interface SelfTestResult {
  /** Of single steps after warm-up, the fastest, or the mean where the clock is too coarse for one; milliseconds. */
  readonly msPerToken: number;
}

/**
 * Lets a backend answer what is known, step by step as in decoding, and measures it. Without a known answer it only has
 * to give finite logits. Leaves the cache empty.
 * @throws Refusal `self_test_failed`, `nan_logits`, and whatever the forward pass throws
 */
export async function selfTest(
  pass: ForwardPass,
  known: ModelManifest["known_answer"] | undefined,
  now: () => number,
): Promise<SelfTestResult> {
  const prompt = known?.prompt_ids ?? ANY_PROMPT.map((id) => id % pass.vocabSize);
  const expected = known?.token_ids.slice(0, STEPS);
  const steps = expected?.length ?? STEPS;
  let right = 0;
  const spans: number[] = [];
  const readings: number[] = [];
  let next = prompt;
  for (let step = 0; step < steps; step++) {
    const start = now();
    const answer = likeliest(await pass.forward([next]));
    const end = now();
    if (step > 0) {
      spans.push(end - start);
      readings.push(start, end);
    }
    const wanted = expected?.[step] ?? answer;
    if (answer === wanted) right++;
    next = [wanted];
  }
  await pass.truncate(0);
  if (right < steps * ENOUGH) {
    throw refuse("self_test_failed", "wrong_tokens", { right, steps });
  }
  const fastest = Math.min(...spans);
  const isTold = fastest >= LONG_ENOUGH_MS || !isCoarse(readings, fastest);
  return { msPerToken: isTold ? fastest : await meanOf(pass, prompt, steps - 1, now) };
}

/** Milliseconds per token by a clock that tells only long spans: of as many tokens as it takes until 20 ms are over. */
async function meanOf(pass: ForwardPass, prompt: readonly number[], steps: number, now: () => number): Promise<number> {
  let [taken, tokens] = [0, 0];
  for (let text = 0; taken < LONG_ENOUGH_MS && text < MOST_TEXTS; text++) {
    let next = likeliest(await pass.forward([prompt]));
    const start = now();
    for (let step = 0; step < steps; step++) next = likeliest(await pass.forward([[next]]));
    taken += now() - start;
    tokens += steps;
    await pass.truncate(0);
  }
  return taken / tokens;
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if ((logits[id] ?? 0) > (logits[best] ?? 0)) best = id;
  return best;
}
