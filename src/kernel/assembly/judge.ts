import { exp, expUpTo87 } from "./exp";
import { get, get128, put } from "./memory";

/** Alternatives of a token that are told at most. */
export const MOST_ALTERNATIVES: i32 = 20;
const FINITE: i32 = 0x7f80_0000;

/** What is known of a token by the logits before it that were seen so far. Behind it come its alternatives. */
@unmanaged
export class Judgement {
  /** Σ e^(logit - highest); NaN when a logit is not finite */
  total: f64;
  highest: f32;
  /** The token's own logit; NaN where the model does not have it. */
  own: f32;
}

/** One of the likeliest tokens, likeliest first; of equals the one with the lower id. */
@unmanaged
class Alternative {
  logit: f32;
  id: u32;
}

/** Bytes of a judgement with its alternatives. */
export const JUDGEMENT_BYTES: i32 = offsetof<Judgement>() + MOST_ALTERNATIVES * offsetof<Alternative>();

/** Makes a judgement that knows nothing; places of alternatives that no token takes keep the highest id there is. */
export function startJudgement(judgement: usize): void {
  const start = changetype<Judgement>(judgement);
  start.total = 0;
  start.highest = -f32.MAX_VALUE;
  start.own = NaN;
  for (let i = 0; i < MOST_ALTERNATIVES; i++) setAlternative(judgement, i, -f32.MAX_VALUE, u32.MAX_VALUE);
}

/**
 * Adds the logits of tokens `from` … `from + count` to what is known of a token. They are in the order of ids, and may be
 * followed by three more floats of no meaning.
 * @param own the token's id @param wanted alternatives
 */
export function judgeLogits(judgement: usize, logits: usize, from: i32, count: i32, own: u32, wanted: i32): void {
  const known = changetype<Judgement>(judgement);
  const place = own - <u32>from;
  if (place < <u32>count) known.own = get<f32>(logits + <usize>place * 4);
  const end = logits + <usize>((count + 3) & ~3) * 4;
  for (let p = logits + <usize>count * 4; p < end; p += 4) put<f32>(p, -f32.MAX_VALUE);
  const highest = findHighest(logits, end);
  if (isNaN(highest)) {
    known.total = NaN;
    return;
  }
  if (highest > known.highest) {
    known.total *= <f64>f32x4.extract_lane(exp(f32x4.splat(known.highest - highest)), 0);
    known.highest = highest;
  }
  known.total += sumPowers(logits, end, known.highest);
  if (wanted > 0 && highest > alternative(judgement, wanted - 1).logit) keepLikeliest(judgement, logits, end, from, wanted);
}

/** @returns NaN when a logit is not finite */
function findHighest(logits: usize, end: usize): f32 {
  let most = get128(logits);
  let bad = i32x4.splat(0);
  for (let p = logits; p < end; p += 16) {
    const four = get128(p);
    most = f32x4.pmax(most, four);
    bad = v128.or(bad, i32x4.eq(v128.and(four, i32x4.splat(FINITE)), i32x4.splat(FINITE)));
  }
  const pair = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  const highest = f32x4.extract_lane(f32x4.pmax(pair, v128.shuffle<f32>(pair, pair, 1, 1, 1, 1)), 0);
  return v128.any_true(bad) ? NaN : highest;
}

/** Σ e^(logit - highest), in float64: there are tens of thousands. */
function sumPowers(logits: usize, end: usize, highest: f32): f64 {
  const shift = f32x4.splat(highest);
  let low = f64x2.splat(0);
  let high = low;
  for (let p = logits; p < end; p += 16) {
    const powers = expUpTo87(f32x4.sub(get128(p), shift));
    low = f64x2.add(low, f64x2.promote_low_f32x4(powers));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(powers, powers, 2, 3, 2, 3)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Four logits are passed over at a time as long as none is above the least likely alternative. */
function keepLikeliest(judgement: usize, logits: usize, end: usize, from: i32, wanted: i32): void {
  const last = alternative(judgement, wanted - 1);
  for (let p = logits; p < end; p += 16) {
    if (!v128.any_true(f32x4.gt(get128(p), f32x4.splat(last.logit)))) continue;
    for (let at = p; at < p + 16; at += 4) {
      const logit = get<f32>(at);
      if (logit > last.logit) insert(judgement, wanted, logit, from + <i32>(at - logits) / 4);
    }
  }
}

function insert(judgement: usize, wanted: i32, logit: f32, id: u32): void {
  let place = wanted - 1;
  for (; place > 0; place--) {
    const before = alternative(judgement, place - 1);
    if (before.logit >= logit) break;
    setAlternative(judgement, place, before.logit, before.id);
  }
  setAlternative(judgement, place, logit, id);
}

@inline
function alternative(judgement: usize, place: i32): Alternative {
  return changetype<Alternative>(judgement + offsetof<Judgement>() + <usize>place * offsetof<Alternative>());
}

function setAlternative(judgement: usize, place: i32, logit: f32, id: u32): void {
  const one = alternative(judgement, place);
  one.logit = logit;
  one.id = id;
}
