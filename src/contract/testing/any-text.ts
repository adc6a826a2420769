import fc from "fast-check";

const anyPoint = fc.integer({ min: 0, max: 0x10_ff_ff }).map((point) => String.fromCodePoint(point));

/**
 * Text of any code points, halves of pairs too: fast-check's own "binary" takes a second to make a table of all of them
 * first. Common characters come as often as the others.
 */
export function anyText(maxLength = 100): fc.Arbitrary<string> {
  return fc.string({ unit: fc.oneof(anyPoint, fc.string({ minLength: 1, maxLength: 1 })), maxLength });
}
