import { type QrModules, drawQr } from "./draw-qr.ts";
import { type Face, FORMATS, type FormatName, type Measure, type SchemeName } from "./formats.ts";
import { PALETTE, type Role } from "./palette.ts";
import type { MarkShape, Shape, TextShape } from "./shapes.ts";

/** The page's own typefaces: those of `app.css`, and the one that Tailwind gives to everything else; a test compares them. */
export const FONTS = {
  serif: '"Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, ui-serif, serif',
  sans: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif, 'Apple Color Emoji', 'Segoe UI Emoji', 'Segoe UI Symbol', 'Noto Color Emoji'",
} as const;

/** Two commas that stand on their heads, in a square of one. */
const MARK =
  "M.42.1C.2.18.06.36.06.62c0 .18.1.28.23.28.12 0 .2-.09.2-.2 0-.12-.08-.2-.2-.2h-.04c.02-.13.1-.24.22-.31zM.94.1C.72.18.58.36.58.62c0 .18.1.28.23.28.12 0 .2-.09.2-.2 0-.12-.08-.2-.2-.2h-.04c.02-.13.1-.24.22-.31z";

function fontOf(face: Face, size: number): string {
  return face === "heavy" ? `600 ${size}px ${FONTS.sans}` : `${size}px ${FONTS[face]}`;
}

/** Measures texts as they will be drawn. */
export function measureOn(context: CanvasRenderingContext2D): (face: Face) => Measure {
  return (face) => (text, size) => {
    context.font = fontOf(face, size);
    return context.measureText(text).width;
  };
}

/** Draws a picture; the canvas takes its size. */
export function drawShapes(
  context: CanvasRenderingContext2D,
  format: FormatName,
  scheme: SchemeName,
  shapes: readonly Shape[],
  modules: QrModules = [],
): void {
  Object.assign(context.canvas, FORMATS[format]);
  const colours = PALETTE[scheme];
  for (const shape of shapes) {
    if (shape.kind === "text") drawText(context, shape, colours);
    else if (shape.kind === "qr") drawQr(context, shape, modules);
    else if (shape.kind === "mark") drawMark(context, shape, colours);
    else if (shape.kind === "fill") {
      context.fillStyle = colours[shape.colour];
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
    } else {
      context.strokeStyle = colours[shape.colour];
      context.lineWidth = shape.thickness;
      context.strokeRect(shape.x, shape.y, shape.width, shape.height);
    }
  }
}

type Colours = Readonly<Record<Role, string>>;

function drawText(context: CanvasRenderingContext2D, shape: TextShape, colours: Colours): void {
  const { text, x, y, size, face, align, direction, colour, from } = shape;
  context.font = fontOf(face, size);
  context.textAlign = align;
  context.direction = direction;
  context.textBaseline = "alphabetic";
  const fill = (role: Role) => {
    context.fillStyle = colours[role];
    context.fillText(text, x, y);
  };
  if (from === undefined || from.at >= text.length) fill(colour);
  else if (from.at === 0) fill(from.colour);
  else {
    // The whole line twice, each time seen on one side of the seam: letters that join stay joined.
    const seam = seamOf(context, shape, from.at);
    const { width } = context.canvas;
    const isMirrored = direction === "rtl";
    drawBetween(context, 0, seam, () => fill(isMirrored ? from.colour : colour));
    drawBetween(context, seam, width, () => fill(isMirrored ? colour : from.colour));
  }
}

/** Where one part of a line ends and the other begins, in pixels from the left edge of the picture. */
function seamOf(context: CanvasRenderingContext2D, { text, x, align, direction }: TextShape, at: number): number {
  const width = context.measureText(text).width;
  const first = context.measureText(text.slice(0, at)).width;
  const left = x - { left: 0, center: width / 2, right: width }[align];
  return direction === "rtl" ? left + width - first : left + first;
}

/** Draws what lies between two upright lines. */
function drawBetween(context: CanvasRenderingContext2D, left: number, right: number, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, context.canvas.height);
  context.clip();
  draw();
  context.restore();
}

function drawMark(context: CanvasRenderingContext2D, shape: MarkShape, colours: Colours): void {
  const { x, y, size, direction, colour } = shape;
  context.save();
  context.translate(direction === "rtl" ? x + size : x, y);
  context.scale(direction === "rtl" ? -size : size, size);
  context.fillStyle = colours[colour];
  context.fill(new Path2D(MARK));
  context.restore();
}
