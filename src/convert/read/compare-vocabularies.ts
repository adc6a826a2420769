import { holdsVocabulary } from "../../contract/tokenizer-files.ts";
import { makeNote, type Note } from "../../contract/outcome.ts";
import { SAMPLE_TEXT } from "../evaluate/sample-text.ts";
import { openTokenizer, type TokenizerUse } from "./tokenizer.ts";
import type { Folder } from "./weight-files.ts";

const LINES = 200;
const FAST = "tokenizer.json";
/** What tokenizers cut in different ways. */
const FRAGMENTS = [
  "It's 3,141.59 — isn't it?",
  "  two spaces  and\ta tab",
  "naïve café, Ångström",
  "今天天气很好。",
  "오늘 날씨가 좋다",
  "مرحبا بالعالم",
  "שלום עולם",
  "Привет, мир!",
  "😀👩‍👩‍👧 🇩🇪",
  "x = f(a[0], b) // 1e-9",
  "HTTP/2 200 OK",
  "e\u0301 ﬁ ½ №",
  "ALL CAPS and mIxEd",
  "a-b_c/d\\e",
];

/**
 * Compares the ids of `tokenizer.json` with those of the vocabulary files beside it, where both are there: they were written
 * of one tokenizer, and one that was changed later is a frequent mistake.
 */
export async function noteOtherVocabulary(folder: Folder, use: TokenizerUse): Promise<readonly Note[]> {
  const others = new Map([...folder].filter(([name]) => name !== FAST));
  if (!folder.has(FAST) || ![...others.keys()].some(holdsVocabulary)) return [];
  const { codec } = await openTokenizer(folder, use);
  // Files that are no whole tokenizer say nothing.
  const other = await openTokenizer(others, use).catch(() => undefined);
  if (other === undefined) return [];
  const lines = sampleLines();
  const different = lines.filter((line) => codec.encode(line).join() !== other.codec.encode(line).join());
  const [line] = different;
  return line === undefined ? [] : [makeNote("other_vocabulary", { count: different.length, lines: LINES, line })];
}

/** Prose in pieces of eight words, and what is written in other ways and scripts, each beside another. */
function sampleLines(): readonly string[] {
  const words = SAMPLE_TEXT.split(/\s+/);
  return Array.from({ length: LINES }, (_, i) => {
    const at = Math.floor(i / 2);
    if (i % 2 === 0) return words.slice(at % (words.length - 8), (at % (words.length - 8)) + 8).join(" ");
    const step = 1 + Math.floor(at / FRAGMENTS.length);
    return `${FRAGMENTS[at % FRAGMENTS.length]} ${FRAGMENTS[(at + step) % FRAGMENTS.length]}`;
  });
}
