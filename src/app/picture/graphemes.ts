/** Letters with all their marks, flags and joined emoji, where the browser has no `Intl.Segmenter`. */
const GRAPHEME =
  /\p{RI}{2}|\p{Extended_Pictographic}(?:\p{M}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic})*|[^\p{M}](?:\p{M}|\u200c|\u200d)*|\p{M}+/gsu;

/** A text in what readers take for single characters: none of them may be torn apart. @param platform old browsers have no segmenter */
export function graphemesOf(
  text: string,
  { Segmenter }: Partial<Pick<typeof Intl, "Segmenter">> = Intl,
): readonly string[] {
  if (Segmenter === undefined) return text.match(GRAPHEME) ?? [];
  return Array.from(new Segmenter().segment(text), ({ segment }) => segment);
}
