import { isMixed } from "./direction.ts";
import type { FittedText } from "./fit-text.ts";
import type { Role } from "./palette.ts";
import type { Box, TextShape } from "./shapes.ts";

type Setting = Pick<TextShape, "face" | "align" | "direction" | "colour">;

/** From the middle of a line down to its baseline, in ems. */
const BASELINE = 0.3;

/** Lines in their box, one below the other from its top on. */
export function setLines(
  { lines, size, lineHeight }: FittedText,
  { x, y, width }: Box,
  setting: Setting,
  written?: { readonly at: number; readonly colour: Role },
): TextShape[] {
  const edge = { left: x, center: x + width / 2, right: x + width }[setting.align];
  return lines.map(({ text, start }, place) => {
    const shape = { kind: "text", text, x: edge, y: y + (place + 0.5) * lineHeight + BASELINE * size, size } as const;
    if (written === undefined) return { ...shape, ...setting };
    return { ...shape, ...setting, from: { at: writtenFrom(text, written.at - start), colour: written.colour } };
  });
}

/** Where a line changes its colour. Where parts of it are read the other way there is no one place, and it has one colour. */
function writtenFrom(line: string, at: number): number {
  if (at <= 0) return 0;
  return at < line.length && isMixed(line) ? 0 : at;
}

export const heightOf = ({ lines, lineHeight }: FittedText) => lines.length * lineHeight;
