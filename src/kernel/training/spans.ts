/** A text's tokens: rows `first` … `first + length` of a pass. Attention does not look beyond. */
export interface Span {
  readonly first: number;
  readonly length: number;
}

/** Losses of all rows, added up text by text. */
export function sumSpans(spans: readonly Span[], losses: readonly number[]): number[] {
  return spans.map(({ first, length }) => losses.slice(first, first + length).reduce((sum, loss) => sum + loss, 0));
}

/** The texts one after the other, each without its last token, after which nothing is foreseen. */
export function spansOf(texts: readonly (readonly number[])[]): Span[] {
  let first = 0;
  return texts.map((ids) => {
    const span = { first, length: ids.length - 1 };
    first += span.length;
    return span;
  });
}
