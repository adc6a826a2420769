type Text = readonly number[];

/** Two halves of a step's texts, of as many tokens as can be, decided by their lengths alone. The second is empty where there is one text. */
export function halveTexts(texts: readonly Text[]): readonly [readonly Text[], readonly Text[]] {
  const halves: [Text[], Text[]] = [[], []];
  const tokens: [number, number] = [0, 0];
  // The longest first; sorting keeps the order of those that are as long.
  for (const ids of texts.toSorted((a, b) => b.length - a.length)) {
    const lesser = tokens[1] < tokens[0] ? 1 : 0;
    halves[lesser].push(ids);
    tokens[lesser] += ids.length - 1;
  }
  return halves;
}
