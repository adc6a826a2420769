/** Sizes of a picture in pixels: a post, a preview of a link, a story. */
export const FORMATS = {
  square: { width: 1080, height: 1080 },
  wide: { width: 1200, height: 630 },
  story: { width: 1080, height: 1920 },
} as const;
export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = ["square", "wide", "story"] as const satisfies readonly FormatName[];

/** `quote` is set in serifs, centred on a framed sheet; `poster` in heavy letters on a coloured ground. */
export const STYLES = ["quote", "poster"] as const;
export type StyleName = (typeof STYLES)[number];

export const SCHEMES = ["light", "dark"] as const;
export type SchemeName = (typeof SCHEMES)[number];

/** Which typeface a text is set in. */
export type Face = "serif" | "sans" | "heavy";

/** The width of a text in pixels. @param size of the letters, in pixels */
export type Measure = (text: string, size: number) => number;
