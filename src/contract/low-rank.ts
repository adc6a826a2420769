/** What an adapter adds to one product of a layer: y += scale · B (A x). */
export interface LowRankTerm {
  /** The product's canonical name: `h.0.attn.c_attn`. */
  readonly module: string;
  readonly rank: number;
  readonly scale: number;
  /** A, float32 [rank, inputs]. */
  readonly a: Float32Array;
  /** B, float32 [outputs, rank]. */
  readonly b: Float32Array;
}

/** Adapters that lie beside a model's weights and change none of them; one at most is in use. */
export interface AdapterRack {
  /**
   * Takes an adapter in, not yet in use.
   * @returns its number, for {@link select}
   * @throws Refusal `out_of_memory`
   */
  add(terms: readonly LowRankTerm[]): number;
  /** Gives its room to others; where it is in use, the model is then as it is. */
  remove(adapter: number): void;
  /** From now on passes compute with it, or with the model as it is. What the cache holds of another is dropped. */
  select(adapter: number | undefined): void;
}
