import type { Face, FormatName, StyleName } from "./formats.ts";
import type { Role } from "./palette.ts";

/** Lengths of a format, in pixels. */
export interface Metrics {
  /** Margins: at both sides, at the top, at the bottom. Apps draw over both ends of a story. */
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
  /** Between the sentence and what is around it. */
  readonly gap: number;
  /** Side of a QR code that is not long. */
  readonly qr: number;
  /** Letters of the sentence. The smallest can still be read where the picture is as wide as a phone. */
  readonly largest: number;
  readonly smallest: number;
  /** Letters of the title, and of the address. */
  readonly title: number;
  readonly small: number;
  /** The quotation mark. */
  readonly mark: number;
}

export const METRICS: Readonly<Record<FormatName, Metrics>> = {
  square: {
    side: 84,
    top: 84,
    bottom: 84,
    gap: 48,
    qr: 190,
    largest: 92,
    smallest: 28,
    title: 38,
    small: 27,
    mark: 72,
  },
  wide: { side: 68, top: 64, bottom: 60, gap: 36, qr: 170, largest: 70, smallest: 24, title: 32, small: 24, mark: 52 },
  story: {
    ...{
      side: 92,
      top: 250,
      bottom: 250,
      gap: 64,
      qr: 260,
      largest: 104,
      smallest: 32,
      title: 46,
      small: 32,
      mark: 96,
    },
  },
};

/** What makes a style. */
export interface Look {
  /** Of the sentence, and of the title. */
  readonly face: Face;
  readonly titleFace: Face;
  readonly titleColour: Role;
  /** True where the title stands above the sentence, not below it. */
  readonly isTitleAbove: boolean;
  readonly isCentred: boolean;
  /** Over the sentence. */
  readonly hasMark: boolean;
  readonly ground: Role;
  /** Height of a line, in ems. */
  readonly leading: number;
  /** Of the largest letters: heavy ones look larger. */
  readonly scale: number;
}

export const LOOKS: Readonly<Record<StyleName, Look>> = {
  quote: {
    face: "serif",
    titleFace: "serif",
    titleColour: "ink",
    isTitleAbove: false,
    isCentred: true,
    hasMark: true,
    ground: "page",
    leading: 1.34,
    scale: 1,
  },
  poster: {
    face: "heavy",
    titleFace: "heavy",
    titleColour: "accent",
    isTitleAbove: true,
    isCentred: false,
    hasMark: false,
    ground: "soft",
    leading: 1.26,
    scale: 0.96,
  },
};
