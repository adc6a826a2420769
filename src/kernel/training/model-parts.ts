import type { AdapterTarget } from "./adapter-shape.ts";
import type { Rows } from "./training-kernel.ts";

// What a pass needs of a model, whether its weights are frozen int8 or trained floats. Each part gathers the gradients of what is trained of
// it on the way back.

/** y = W x + b */
export interface Product {
  forward(x: Rows, count: number, y: Rows): void;
  /**
   * Writes what the loss changes with `x` to `dx`.
   * @param x what the forward pass was given
   * @param dx left out where nothing before it is trained
   */
  backward(x: Rows, dy: Rows, count: number, dx?: Rows): void;
}

/** Layer normalization. */
export interface Norm {
  forward(x: Rows, count: number, y: Rows): void;
  /** Adds what the loss changes with `x` to `dx`. */
  backward(x: Rows, dy: Rows, count: number, dx: Rows): void;
}

/** Parts of a layer. */
export interface LayerParts {
  readonly products: Readonly<Record<AdapterTarget, Product>>;
  readonly norms: Readonly<Record<"ln_1" | "ln_2", Norm>>;
}

export interface Embedding {
  /** Writes the row of a token at a position. @param to its address */
  embed(id: number, position: number, to: number): void;
  /** Left out where it is not trained. @param from address of what the loss changes with the row */
  backward?(id: number, position: number, from: number): void;
}

/** Some positions whose logits are there. */
export interface HeadRows {
  readonly count: number;
  /** Address of their normalized states, as of the three that follow. */
  readonly hidden: number;
  /** What the loss changes with them, to be written. */
  readonly dHidden: number;
  /** What the loss changes with the logits; 0 at each target. */
  readonly logits: number;
  readonly targets: readonly number[];
  /** What it changes with each target's. */
  readonly changes: readonly number[];
}

/** The product that makes logits. */
export interface HeadProduct {
  /** Floats from one position's logits to the next one's. */
  readonly stride: number;
  forward(hidden: number, count: number, logits: number): void;
  backward(rows: HeadRows): void;
}

export interface ModelParts {
  readonly embedding: Embedding;
  readonly layers: readonly LayerParts[];
  readonly norm: Norm;
  readonly head: HeadProduct;
}
