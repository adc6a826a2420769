import { FAILSAFE_SCHEMA, load } from "js-yaml";
import * as v from "valibot";
import type { CardExample, ModelCard } from "../contract/model-offer.ts";
import { cleanLine, cleanText } from "../contract/plain-text.ts";

/** A card is read up to here; the longest on the Hub are under it, and a huge one must not stall the page. */
const LONGEST = 200_000;
const SUMMARY_CHARACTERS = 300;
/** A line of the page; what is longer pushes away what is beside it. */
const LINE_CHARACTERS = { title: 120, license: 60, language: 100, tag: 40 } as const;
const TAGS = 20;
/**
 * The front matter is a stranger's: every scalar stays the text that it is, a card needs no aliases (a few lines of them
 * can stand for gigabytes), and the deepest thing that is read is four levels down (`widget: - output: text:`).
 */
const YAML = { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 10 };

const text = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform((value) => value.slice(0, 2000)),
);
/** One or several; entries of another kind are dropped. */
const texts = v.pipe(
  v.union([
    v.pipe(
      text,
      v.transform((one) => [one]),
    ),
    v.array(v.unknown()),
  ]),
  v.transform((list) => list.flatMap((entry) => (v.is(text, entry) ? [v.parse(text, entry)] : []))),
);
const example = v.object({ text, output: v.optional(v.object({ text })) });

const frontMatter = v.object({
  license: v.fallback(v.optional(text), undefined),
  language: v.fallback(v.optional(texts), undefined),
  tags: v.fallback(v.optional(texts), undefined),
  widget: v.fallback(v.optional(v.array(v.unknown())), undefined),
});

/**
 * Reads a model card (`README.md` with YAML front matter) as far as the page shows it. Never fails: a model without a
 * card, or with a broken one, has its name as title.
 */
export function readCard(readme: string | undefined, name: string): ModelCard {
  const card = cleanText((readme ?? "").slice(0, LONGEST));
  const [, yaml = "", body = card] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card) ?? [];
  const data = readFrontMatter(yaml);
  const line = (text: string, kind: keyof typeof LINE_CHARACTERS) => cleanLine(text, LINE_CHARACTERS[kind]);
  return {
    title: line(plain(/^#\s+(.+)$/m.exec(body)?.[1] ?? ""), "title") || name,
    summary: firstParagraph(body),
    ...(data.license === undefined ? {} : { license: line(data.license, "license") }),
    ...(data.language === undefined ? {} : { language: line(data.language.join(", "), "language") }),
    tags: (data.tags ?? []).slice(0, TAGS).map((tag) => line(tag, "tag")),
    examples: (data.widget ?? []).slice(0, 20).flatMap(readExample),
    ...(body.trim() === "" ? {} : { body: body.trim() }),
  };
}

function readFrontMatter(yaml: string): Partial<v.InferOutput<typeof frontMatter>> {
  try {
    const result = v.safeParse(frontMatter, load(yaml, YAML));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}

function readExample(entry: unknown): CardExample[] {
  const result = v.safeParse(example, entry);
  if (!result.success) return [];
  const { text, output } = result.output;
  return [output === undefined ? { text } : { text, output: output.text }];
}

/** The first paragraph that is prose: no heading, list, table, quote, image, code or HTML. */
function firstParagraph(body: string): string {
  const paragraphs = body.replace(/```[\s\S]*?```/g, "").split(/\n\s*\n/);
  const prose = paragraphs
    .map((paragraph) => paragraph.trim())
    .find((paragraph) => /^[\p{L}\p{N}*_"'[(]/u.test(paragraph));
  const summary = plain(prose ?? "");
  return summary.length > SUMMARY_CHARACTERS ? `${summary.slice(0, SUMMARY_CHARACTERS).trimEnd()} …` : summary;
}

/** Text of a piece of Markdown without links, emphasis and code marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, "$1")
    .replace(/[*_`]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
