import type { CutText } from "../cut-text.ts";
import { type Direction, directionOf } from "./direction.ts";
import { FORMATS, type FormatName, type StyleName } from "./formats.ts";
import { LOOKS, type Look, METRICS, type Metrics } from "./looks.ts";
import type { Box, QrShape } from "./shapes.ts";

/** What a picture shows. */
export interface Content extends CutText {
  /** Of the site, or the name of a stranger's model. */
  readonly title: string;
  /** Of the site, as people write it. */
  readonly address: string;
  /** Squares of the QR code on each side, its border included; absent where there is none. */
  readonly qrSize?: number;
}

/** The measures of a picture before its texts are set, in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly metrics: Metrics;
  readonly look: Look;
  readonly direction: Direction;
  /** Within the margins. */
  readonly inner: Box;
  readonly qr?: QrShape;
  /** What the QR code takes of the width and of the height, with the room around it; 0 where there is none. */
  readonly qrRoom: number;
}

/** Pixels of a QR code's square at least; most are larger. */
const SMALLEST_MODULE = 3;

export function frameOf({ prompt, text, qrSize }: Content, format: FormatName, style: StyleName): Frame {
  const { width, height } = FORMATS[format];
  const metrics = METRICS[format];
  const { side, top, bottom, gap } = metrics;
  const direction = directionOf(prompt + text);
  const inner = { x: side, y: top, width: width - 2 * side, height: height - top - bottom };
  const frame = { width, height, metrics, look: LOOKS[style], direction, inner, qrRoom: 0 };
  if (qrSize === undefined) return frame;
  const module = Math.max(SMALLEST_MODULE, Math.round(metrics.qr / qrSize));
  const length = module * qrSize;
  const x = direction === "rtl" ? side : width - side - length;
  return { ...frame, qr: { kind: "qr", x, y: height - bottom - length, module }, qrRoom: length + gap };
}

/** A part of the width, at the side where the text's lines begin. */
export function atStart({ direction, inner }: Frame, width: number): Pick<Box, "x" | "width"> {
  return { x: direction === "rtl" ? inner.x + inner.width - width : inner.x, width };
}
