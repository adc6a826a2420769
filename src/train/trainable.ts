type Text = readonly number[];

/** What computes: the kernel's training pass, or anything that behaves like it. */
export interface Trainable {
  /** Most tokens of one computation. */
  readonly tokens: number;
  /** Steps so far. */
  steps: number;
  /** Σ -log p of all tokens of the texts but their first. */
  score(texts: readonly Text[]): number;
  /** Gathers gradients of Σ -log p times the weight. @returns Σ -log p */
  accumulate(texts: readonly Text[], weight: number): number;
  /** @returns the norm of the gradients; not finite where nothing was changed */
  step(options: { readonly rate: number; readonly clip: number }): number;
  /** Everything that was learnt, with the optimizer's state. */
  save(): Float32Array<ArrayBuffer>;
  restore(saved: Float32Array): void;
}
