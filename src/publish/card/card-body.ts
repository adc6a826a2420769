/** A first heading of the highest level, as Markdown writes it. */
const HEADING = /^#[ \t]+.+$/m;
/** Prose begins so; headings, lists, tables, quotes, images, code and HTML do not. */
const PROSE = /^[\p{L}\p{N}*_"'[(]/u;

/** The card's text under this title. */
export function withTitle(body: string, title: string): string {
  const heading = `# ${title}`;
  return HEADING.test(body) ? body.replace(HEADING, () => heading) : `\n${heading}\n${body}`;
}

/** The card's text with this as its first paragraph of prose, which pages show as the summary. */
export function withSummary(body: string, summary: string): string {
  const parts = body.split(/(\n\s*\n)/);
  const at = findProse(parts);
  if (at !== undefined) return parts.with(at, keepEdges(parts[at] ?? "", summary)).join("");
  const heading = HEADING.exec(body);
  const end = heading === null ? 0 : heading.index + heading[0].length;
  return `${body.slice(0, end)}\n\n${summary}\n${body.slice(end)}`;
}

/** Place of the first paragraph that is prose, outside of code. */
function findProse(parts: readonly string[]): number | undefined {
  let isCode = false;
  for (const [at, part] of parts.entries()) {
    const fences = part.match(/^```/gm)?.length ?? 0;
    if (!isCode && fences === 0 && PROSE.test(part.trim())) return at;
    if (fences % 2 === 1) isCode = !isCode;
  }
  return undefined;
}

function keepEdges(old: string, fresh: string): string {
  const [before = ""] = /^\s*/.exec(old) ?? [];
  const [after = ""] = /\s*$/.exec(old) ?? [];
  return `${before}${fresh}${after}`;
}

/** What a page shows of a card's text: its first heading and its first paragraph of prose, each on one line; empty where there is none. */
export function shownOf(body: string): { readonly title: string; readonly summary: string } {
  const parts = body.split(/(\n\s*\n)/);
  const at = findProse(parts);
  return {
    title: plain((HEADING.exec(body)?.[0] ?? "").replace(/^#+/, "")),
    summary: plain(at === undefined ? "" : (parts[at] ?? "")),
  };
}

/** Text of a piece of Markdown without links, emphasis and code marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, "$1")
    .replace(/[*_`]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
