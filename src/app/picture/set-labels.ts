import { directionOf } from "./direction.ts";
import { type FittedText, fitText } from "./fit-text.ts";
import type { Face, Measure } from "./formats.ts";
import { atStart, type Content, type Frame } from "./frame.ts";
import { heightOf, setLines } from "./set-lines.ts";
import type { TextShape } from "./shapes.ts";

export interface Labels {
  readonly shapes: readonly TextShape[];
  /** What they take of the inner height at its top and at its bottom, with the room around them. */
  readonly above: number;
  readonly below: number;
}

const MOST_TITLE_LINES = 2;
const LEADING = 1.3;
/** A label's smallest letters, as a part of its largest. */
const SMALLEST = 0.75;
/** Between title and address, as a part of the address's letters. */
const TITLE_GAP = 0.25;

/** The title, above or below the sentence, and the address below it. */
export function setLabels({ title, address }: Content, frame: Frame, measureIn: (face: Face) => Measure): Labels {
  const { metrics, look, direction, inner, qrRoom } = frame;
  const beside = inner.width - qrRoom;
  const titleWidth = look.isTitleAbove ? inner.width : beside;
  const titled = fitLabel(title, metrics.title, titleWidth, MOST_TITLE_LINES, measureIn(look.titleFace));
  const addressed = fitLabel(address, metrics.small, beside, 1, measureIn("sans"));
  const bottom = inner.y + inner.height;
  const addressTop = bottom - heightOf(addressed);
  const titleTop = look.isTitleAbove ? inner.y : addressTop - heightOf(titled) - metrics.small * TITLE_GAP;
  const align = direction === "rtl" ? "right" : "left";
  const titleSetting = {
    face: look.titleFace,
    align,
    direction: directionOf(title),
    colour: look.titleColour,
  } as const;
  const addressSetting = { face: "sans", align, direction: "ltr", colour: "muted" } as const;
  return {
    shapes: [
      ...setLines(titled, { ...inner, ...atStart(frame, titleWidth), y: titleTop }, titleSetting),
      ...setLines(addressed, { ...inner, ...atStart(frame, beside), y: addressTop }, addressSetting),
    ],
    above: look.isTitleAbove ? heightOf(titled) + metrics.gap : 0,
    below: bottom - (look.isTitleAbove ? addressTop : titleTop) + metrics.gap,
  };
}

function fitLabel(text: string, size: number, width: number, lines: number, measure: Measure): FittedText {
  // A pixel more, so that nothing hangs on how a product is rounded.
  const room = { width, height: lines * size * LEADING + 1 };
  return fitText(text, room, { largest: size, smallest: Math.round(size * SMALLEST), leading: LEADING }, measure);
}
