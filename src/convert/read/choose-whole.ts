/**
 * The weights among these names of a form that needs a `config.json`: one file, or parts behind their index.
 * @param whole the name that transformers gives
 * @param any what the only file of the form may be called instead
 * @param part what transformers calls a part
 */
export function chooseWhole(names: readonly string[], whole: string, any: RegExp, part: RegExp): readonly string[] {
  if (!names.includes("config.json")) return [];
  if (names.includes(whole)) return [whole];
  const index = `${whole}.index.json`;
  if (names.includes(index)) return [index, ...names.filter((name) => part.test(name))];
  const found = names.filter((name) => any.test(name));
  return found.length === 1 ? found : [];
}
