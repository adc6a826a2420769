import type { Direction } from "./direction.ts";
import type { Face } from "./formats.ts";
import type { Role } from "./palette.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text; `x` is its left or right end or its middle, `y` its baseline. */
export interface TextShape {
  readonly kind: "text";
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  readonly align: "left" | "center" | "right";
  readonly direction: Direction;
  readonly colour: Role;
  /** Another colour from this place of the text on, in UTF-16 units. */
  readonly from?: { readonly at: number; readonly colour: Role };
}

export interface FillShape extends Box {
  readonly kind: "fill";
  readonly colour: Role;
}

export interface OutlineShape extends Box {
  readonly kind: "outline";
  readonly colour: Role;
  readonly thickness: number;
}

/** An opening quotation mark, in a square. */
export interface MarkShape {
  readonly kind: "mark";
  readonly colour: Role;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly direction: Direction;
}

/** A QR code with its light border; `module` is the side of one of its squares, in whole pixels. */
export interface QrShape {
  readonly kind: "qr";
  readonly x: number;
  readonly y: number;
  readonly module: number;
}

/** What a picture is drawn of, in this order. Lengths are pixels from the upper left corner. */
export type Shape = TextShape | FillShape | OutlineShape | MarkShape | QrShape;
