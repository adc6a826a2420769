import type { Refusal } from "../../contract/outcome.ts";
import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import { readTokenizerFile } from "../../tokenizer/read-tokenizer.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { Model } from "../../tokenizer/schema/model.ts";
import type { Normalizer } from "../../tokenizer/schema/normalizer.ts";
import type { ClassParts, ClassRecipe } from "./classes/class-recipe.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import { readSlowTokenizer } from "./slow-tokenizer.ts";
import { readVocabText } from "./vocab-text.ts";
import type { Folder } from "./weight-files.ts";
import { refuseWithoutTokenizer } from "./without-tokenizer.ts";

const [FAST, SLOW, WORDS] = ["tokenizer.json", ["vocab.json", "merges.txt"], "vocab.txt"] as const;
/** It comes before the one that a class asks for. */
const PIECES = "tokenizer.model";

/** What a repository has for its tokenizer's vocabulary. */
export interface VocabularySource {
  /** Where it comes from, for messages. */
  readonly path: string;
  /** The file as it is, where there is one. */
  readonly file?: TokenizerFile;
  readonly model: Model;
  readonly charsmap?: string;
  /** What SentencePiece's file says beside its pieces. */
  readonly unknownId?: number;
  readonly listed?: readonly JsonObject[];
  readonly parts?: ClassParts;
}

/**
 * Which files hold the vocabulary: transformers takes `tokenizer.json` before those that its class asks for.
 * @param vocabFile of the class, where it is another than `vocab.json`
 */
export function findVocabulary(names: readonly string[], vocabFile: string | undefined): string | undefined {
  if (names.includes(FAST)) return FAST;
  if (vocabFile !== undefined) return names.includes(vocabFile) ? vocabFile : undefined;
  return SLOW.every((name) => names.includes(name)) ? SLOW[0] : undefined;
}

/**
 * The file of SentencePiece that a class reads, where there is no `tokenizer.json`.
 * @param recipe none for classes that take files as they are
 */
export function findPieceFile(names: readonly string[], recipe: ClassRecipe | undefined): string | undefined {
  const vocabFile = recipe === undefined ? PIECES : recipe.vocabFile;
  if (names.includes(FAST) || !vocabFile?.endsWith(".model")) return undefined;
  return [PIECES, vocabFile].find((name) => names.includes(name));
}

/** Whether there is a vocabulary that some class reads. */
export function holdsReadable(names: readonly string[]): boolean {
  const isOfClass = names.some((name) => name === WORDS || name.endsWith(".model"));
  return isOfClass || findVocabulary(names, undefined) !== undefined;
}

/** @throws Refusal where no file holds a vocabulary that can be read */
export async function readFast(folder: Folder): Promise<TokenizerFile | undefined> {
  const fast = folder.get(FAST);
  return fast && readTokenizerFile(await readText(fast, READ_LIMITS.tokenizerBytes), FAST);
}

/**
 * Reads the files that stand for a `tokenizer.json`.
 * @param vocabFile the one that the class asks for; none for `vocab.json` and `merges.txt`
 * @throws Refusal where they are not there
 */
export async function readVocabulary(
  folder: Folder,
  vocabFile: string | undefined,
  name: string,
): Promise<VocabularySource> {
  const path = findVocabulary([...folder.keys()], vocabFile);
  const [vocab, merges] = [path === undefined ? undefined : folder.get(path), folder.get(SLOW[1])];
  if (vocab === undefined || path === undefined) throw refuseVocabulary([...folder.keys()], vocabFile, name);
  if (path === WORDS) return { path, model: await readVocabText(vocab) };
  if (merges === undefined) throw refuseVocabulary([...folder.keys()], vocabFile, name);
  return { path, model: await readSlowTokenizer(vocab, merges) };
}

/** What to say where the file of a class is not there: that it is the class that asks for it, or that there is none at all. */
export function refuseVocabulary(names: readonly string[], vocabFile: string | undefined, name: string): Refusal {
  const other = names.find((one) => one === WORDS || one === SLOW[0] || one.endsWith(".model"));
  if (other === undefined) return refuseWithoutTokenizer(names);
  return refuseTokenizer(other, "class_file", { name, file: vocabFile ?? SLOW.join(", ") });
}

/** The rules of the first `Precompiled` among a file's normalizers, which classes keep. */
export function charsmapOf(part: Normalizer | null): string | undefined {
  const parts = part?.type === "Sequence" ? part.normalizers : part === null ? [] : [part];
  const found = parts.find((one) => one.type === "Precompiled");
  return found?.type === "Precompiled" ? found.precompiled_charsmap : undefined;
}
