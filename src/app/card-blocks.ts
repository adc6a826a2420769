/** A piece of a card, as text: code keeps its lines. */
export type CardBlock =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "code"; readonly text: string };

const FENCE = /^(?:```|~~~)/;
const HEADING = /^(#{1,6})\s/;
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/;
const DIVIDER = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;

/**
 * Cuts a card's Markdown into pieces to be shown as text. Whatever is not a heading, list, table or code is prose; HTML
 * is prose, too, and shown as it was written.
 */
export function cardBlocks(markdown: string): readonly CardBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: CardBlock[] = [];
  let at = 0;
  const takeWhile = (isPart: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && isPart(lines[at] ?? "")) at++;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const marks = HEADING.exec(line)?.[1];
    if (line.trim() === "") at++;
    else if (FENCE.test(line)) {
      at++;
      blocks.push({ kind: "code", text: takeWhile((one) => !FENCE.test(one)).join("\n") });
      at++;
    } else if (marks !== undefined) {
      at++;
      blocks.push({ kind: "heading", level: marks.length, text: plainText(headingText(line, marks)) });
    } else if (line.startsWith("|")) blocks.push(tableOf(takeWhile((one) => one.startsWith("|"))));
    else if (ITEM.test(line)) blocks.push(listOf(takeWhile((one) => !endsText(one))));
    else
      blocks.push({ kind: "prose", text: plainText(takeWhile((one) => !endsText(one) && !ITEM.test(one)).join(" ")) });
  }
  return blocks;
}

/** Whether a line ends the list or the prose before it. */
function endsText(line: string): boolean {
  return line.trim() === "" || HEADING.test(line) || FENCE.test(line) || line.startsWith("|");
}

/** What a heading says, without the marks that may close it: those of `## C#` are its own. */
function headingText(line: string, marks: string): string {
  const text = line.slice(marks.length).trim();
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === 0 || /\s/.test(text[end - 1] ?? "") ? text.slice(0, end) : text;
}

function tableOf(lines: readonly string[]): CardBlock {
  const rows = lines.filter((line) => !DIVIDER.test(line.trim()));
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|");
  return { kind: "table", rows: rows.map((line) => cells(line).map(plainText)) };
}

/** A line that begins no item continues the one before. */
function listOf(lines: readonly string[]): CardBlock {
  const items: string[] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return { kind: "list", items: items.map(plainText) };
}

/**
 * Without the marks of emphasis and code; a link is its words with the address behind them, an image its description. The
 * patterns take time in proportion to the text: a card is a stranger's.
 */
function plainText(markdown: string): string {
  return markdown
    .replace(/!\[([^\][]*)\]\([^()]*\)/g, "$1")
    .replace(/\[([^\][]*)\]\(([^()\s]*)(?:\s[^()]*)?\)/g, (_whole, words: string, address: string) =>
      /^https?:/.test(address) ? `${words} (${address})` : words,
    )
    .replace(/(\*\*|__)(.{1,500}?)\1/g, "$2")
    .replace(/`([^`]*)`/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
