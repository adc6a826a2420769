import * as v from "valibot";
import { createTokenizer } from "../../../runtime/tokenizer.ts";
import { openTokenizer, readTokenizer } from "../tokenizer.ts";

const ids = v.array(v.array(v.number()));

const repos = v.object({
  vocab: v.looseObject({}),
  end: v.string(),
  merges: v.array(v.string()),
  /** Of the embedding. */
  rows: v.number(),
  texts: v.array(v.string()),
  repos: v.array(
    v.object({
      name: v.string(),
      files: v.record(v.string(), v.unknown()),
      ids,
      decoded: v.array(v.string()),
    }),
  ),
});
export type TokenizerRepos = v.InferOutput<typeof repos>;

export const parseRepos = (text: string): TokenizerRepos => v.parse(repos, JSON.parse(text));

/** Repositories whose ids are other than transformers', with the first text where they differ. */
export async function differentRepos(all: TokenizerRepos): Promise<unknown[]> {
  const different: unknown[] = [];
  for (const { name, files, ids, decoded } of all.repos) {
    const folder = new Map(
      Object.entries(files).map(([path, content]) => [path, { path, bytes: new Blob([contentOf(content, all)]) }]),
    );
    const config = v.parse(v.object({ tokenizer_class: v.optional(v.string()) }), files["config.json"]);
    const place = { rows: all.rows, maxPositions: 64, tokenizerClass: config.tokenizer_class };
    const { tokenizer } = await readTokenizer(folder, place);
    const { prefix = [], suffix = [], encode, decode } = createTokenizer(tokenizer, all.rows);
    const { codec: opened } = await openTokenizer(folder, place);
    all.texts.forEach((text, index) => {
      const found = [...prefix, ...encode(text), ...suffix];
      const expected = ids[index] ?? [];
      const unwritten = [...(opened.prefix ?? []), ...opened.encode(text), ...(opened.suffix ?? [])];
      if (unwritten.join() !== expected.join()) different.push({ name, text, unwritten, expected });
      if (found.join() !== expected.join()) different.push({ name, text, found, expected });
      else if (decode(found) !== decoded[index] || opened.decode(found) !== decoded[index])
        different.push({ name, found, decoded: decode(found), expected: decoded[index] });
    });
  }
  return different;
}

function contentOf(content: unknown, all: TokenizerRepos): string | Uint8Array<ArrayBuffer> {
  const { success, output } = v.safeParse(v.object({ base64: v.string() }), content);
  return success ? Uint8Array.from(Buffer.from(output.base64, "base64")) : textOf(content, all);
}

/** Vocabulary and merges are named in the golden file. */
function textOf(content: unknown, { vocab, end, merges }: TokenizerRepos): string {
  if (typeof content === "string" && !/^(?:VOCAB|MERGES)/.test(content)) return content;
  if (content === "MERGES") return `#version: 0.2\n${merges.join("\n")}\n`;
  const withEnd = { ...vocab, [end]: Object.keys(vocab).length };
  return JSON.stringify(content)
    .replace('"VOCAB"', () => JSON.stringify(vocab))
    .replace('"VOCAB+END"', () => JSON.stringify(withEnd))
    .replace('"MERGES"', () => JSON.stringify(merges));
}
