/**
 * What the page says, to be seen or read aloud, and is in no file of words: the pseudo-locale puts those in brackets. It stands alone, so
 * that a browser that a test drives from outside can be given it.
 */
export function findLiterals(): string[] {
  // Names are the same in every language; dates are written by the browser.
  const names = /\b(?:AM|PM|Hostless|owner\/name|q4f16|q4|q8|fp16|fp32)\b/g;
  const withoutWords = (text: string) => {
    let rest = text;
    for (let before = ""; before !== rest; ) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, "")];
    return rest.replace(names, "");
  };
  const isMarked = (element: Element) =>
    element.closest("[translate=no], [lang]:not(html), script, style, textarea") !== null;
  const found: string[] = [];
  const check = (text: string | null, where: string) => {
    if (text !== null && /\p{L}/u.test(withoutWords(text))) found.push(`${where}: ${text}`);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (isMarked(element) || !element.checkVisibility()) continue;
    // A sentence goes on behind a part of it that is marked as another language's.
    const own = [...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data);
    check(own.join(""), element.tagName);
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"])
      check(element.getAttribute(name), name);
  }
  return found;
}
