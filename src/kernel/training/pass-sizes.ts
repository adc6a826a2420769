import type { AdapterShape } from "./adapter-shape.ts";

/** What the memory of a training pass depends on. */
export interface PassSizes {
  readonly adapter: AdapterShape;
  /** Most tokens of one computation. */
  readonly tokens: number;
}
