import { highestOf } from "./select.ts";

/**
 * The tokens that a step can still choose among, in the order of their ids. Made once per run with room for the whole
 * vocabulary and filled anew each step, so that a step leaves no large arrays behind.
 */
export class Candidates {
  count = 0;
  readonly ids: Int32Array;
  /** float32, as transformers computes them. */
  readonly scores: Float32Array;
  /** exp(score - highest score): probabilities times {@link total}. Valid after {@link weigh}. */
  readonly weights: Float64Array;
  total = 0;
  /** Room for one number per candidate, for whoever orders them. */
  readonly keys: Float64Array;

  constructor(vocabSize: number) {
    this.ids = new Int32Array(vocabSize);
    this.scores = new Float32Array(vocabSize);
    this.weights = new Float64Array(vocabSize);
    this.keys = new Float64Array(vocabSize);
  }

  /** Takes every token whose score is at least `threshold`; banned tokens (-Infinity) never. */
  take(scores: Float32Array, threshold: number, temperature: number): void {
    const { ids, scores: taken } = this;
    let count = 0;
    for (let id = 0; id < scores.length; id++) {
      const score = scores[id] ?? 0;
      if (score < threshold || score === Number.NEGATIVE_INFINITY) continue;
      ids[count] = id;
      taken[count] = score / temperature;
      count++;
    }
    this.count = count;
  }

  /** All tokens that are not banned, with their weights. */
  takeAll(scores: Float32Array): void {
    this.take(scores, Number.NEGATIVE_INFINITY, 1);
    this.weigh();
  }

  /** Computes weights and their total; the likeliest token has weight 1. */
  weigh(): void {
    const { scores, weights, count } = this;
    const highest = highestOf(scores, count);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const weight = Math.exp((scores[i] ?? 0) - highest);
      weights[i] = weight;
      total += weight;
    }
    this.total = total;
  }

  /** Drops the tokens for which `isKept` is false, called with positions in order; weights stay valid. */
  keep(isKept: (position: number) => boolean): void {
    const { ids, scores, weights } = this;
    let count = 0;
    let total = 0;
    for (let i = 0; i < this.count; i++) {
      if (!isKept(i)) continue;
      const weight = weights[i] ?? 0;
      ids[count] = ids[i] ?? 0;
      scores[count] = scores[i] ?? 0;
      weights[count] = weight;
      total += weight;
      count++;
    }
    this.count = count;
    this.total = total;
  }
}
