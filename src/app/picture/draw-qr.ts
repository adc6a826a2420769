import { QR_COLOURS } from "./palette.ts";
import type { QrShape } from "./shapes.ts";

/** The modules of a QR code, its border included; `true` is dark. */
export type QrModules = readonly (readonly boolean[])[];

/** Radius of a QR code's corners, in its squares: within the border that readers need. */
const CORNER = 2;

export function drawQr(context: CanvasRenderingContext2D, { x, y, module }: QrShape, modules: QrModules): void {
  const side = modules.length * module;
  context.fillStyle = QR_COLOURS.ground;
  traceTile(context, x, y, side, CORNER * module);
  context.fill();
  context.fillStyle = QR_COLOURS.module;
  for (const [row, squares] of modules.entries()) {
    for (const [column, isDark] of squares.entries()) {
      if (isDark) context.fillRect(x + column * module, y + row * module, module, module);
    }
  }
}

/** A square with round corners, also where the browser has no `roundRect`. */
function traceTile(context: CanvasRenderingContext2D, x: number, y: number, side: number, radius: number): void {
  const corners = [
    [x + side, y, x + side, y + side],
    [x + side, y + side, x, y + side],
    [x, y + side, x, y],
    [x, y, x + side, y],
  ] as const;
  context.beginPath();
  context.moveTo(x + radius, y);
  for (const [fromX, fromY, toX, toY] of corners) context.arcTo(fromX, fromY, toX, toY, radius);
  context.closePath();
}
