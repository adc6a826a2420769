import type { Measure } from "../picture/formats.ts";
import { graphemesOf } from "../picture/graphemes.ts";

/** Letters that are all half as wide as high, those of Chinese and emoji as wide as high: for tests of what is set where. */
export const measureEvenly: Measure = (text, size) =>
  graphemesOf(text).reduce((sum, one) => sum + (/^[\p{Script=Han}\p{Emoji_Presentation}]/u.test(one) ? 1 : 0.5), 0) *
  size;
