/** Whether a code point belongs to a set. */
export type Test = (code: number) => boolean;

/** A regular expression, taken apart. */
export type Node =
  | { readonly kind: "character"; readonly test: Test }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly nodes: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "atomic"; readonly node: Node }
  | { readonly kind: "ahead"; readonly node: Node; readonly negative: boolean }
  /** Looks at the characters before and after a place. */
  | { readonly kind: "place"; readonly test: (codes: readonly number[], at: number) => boolean };
