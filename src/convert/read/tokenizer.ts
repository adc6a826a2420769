import type { TextCodec } from "../../contract/forward-pass.ts";
import { makeNote, type Note } from "../../contract/outcome.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import { createCodec } from "../../tokenizer/create-codec.ts";
import { vocabularySize } from "../../tokenizer/make-tokenize.ts";
import { type NumberedTokens, numberAdded } from "../../tokenizer/number-added.ts";
import { checkDeclaredId, checkFile, readTokenizerFile } from "../../tokenizer/read-tokenizer.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { TokenizerFiles } from "../checkpoint.ts";
import { type AddedTokens, collectAddedTokens } from "./added-tokens.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import { readSlowTokenizer } from "./slow-tokenizer.ts";
import { END_OF_TEXT } from "./special-tokens.ts";
import { applyClass, type ClassedTokenizer } from "./tokenizer-class.ts";
import { withAdded } from "./tokenizer-parts.ts";
import type { Folder } from "./weight-files.ts";
import { refuseWithoutTokenizer } from "./without-tokenizer.ts";
import { writeTokenizer } from "./write-tokenizer.ts";

const FAST = "tokenizer.json";

/** The tokenizer's two files, written anew, and what its owner should know. */
export interface ReadTokenizer extends TokenizerFiles {
  readonly notes: readonly Note[];
}

/** A tokenizer that is ready to use, and what its owner should know. */
export interface OpenedTokenizer {
  readonly codec: TextCodec;
  readonly notes: readonly Note[];
}

/** What the model says about its tokenizer. */
export interface TokenizerUse {
  /** Rows of the embedding. */
  readonly rows: number;
  /** `tokenizer_class` of `config.json`, where older versions wrote it. */
  readonly tokenizerClass?: unknown;
}

/** What the model has for its tokenizer. */
export interface TokenizerPlace extends TokenizerUse {
  readonly maxPositions: number;
}

/**
 * Reads a repository's tokenizer as transformers 5 does and writes it anew, so that any reader gives the same ids: what
 * its class, its configuration and its legacy files change is written into `tokenizer.json`. A chat template is left out
 * unread.
 * @throws Refusal `tokenizer_mismatch` that names file, field and value, `malformed_file`, `limit_exceeded`
 */
export async function readTokenizer(folder: Folder, place: TokenizerPlace): Promise<ReadTokenizer> {
  const { file, roles, notes } = await assembleTokenizer(folder, place);
  return { ...writeTokenizer(file, roles, place.maxPositions), notes };
}

/**
 * Opens a repository's tokenizer, for use and not to be written: it gives the ids that the one of {@link readTokenizer} gives.
 * @throws Refusal as {@link readTokenizer}
 */
export async function openTokenizer(folder: Folder, use: TokenizerUse): Promise<OpenedTokenizer> {
  const { codec, notes } = await assembleTokenizer(folder, use);
  return { codec, notes };
}

interface Assembled extends OpenedTokenizer {
  readonly file: TokenizerFile;
  readonly roles: ReadonlyMap<string, string>;
}

async function assembleTokenizer(folder: Folder, place: TokenizerUse): Promise<Assembled> {
  const config = await optionalJson(folder, "tokenizer_config.json");
  const { given, classed } = await readParts(folder, config, place.tokenizerClass);
  const path = folder.has(FAST) ? FAST : "vocab.json";
  const added = collectAddedTokens(
    {
      config,
      specialMap: await optionalJson(folder, "special_tokens_map.json"),
      addedTokens: await optionalJson(folder, "added_tokens.json"),
      file: given,
    },
    classed.asGpt2,
  );
  const numbered = numberAdded(added.tokens, classed.file.model.vocab, vocabularySize(classed.file.model));
  checkFile({ ...classed.file, added_tokens: [] }, path);
  for (const [id, token] of added.declared) {
    checkDeclaredId({ ...token, id }, numbered.ids, classed.file.model.vocab, path);
  }
  const withTokens = withAdded(classed.file, numbered.byId);
  const file = given ? withTokens : withBos(withTokens, config, added, numbered);
  return {
    file,
    roles: added.roles,
    codec: createCodec(file, path, place.rows),
    notes: [
      ...classed.notes,
      ...bosNotes(config, given),
      ...idNotes(added, numbered),
      ...unusableNotes(added, numbered, place.rows),
    ],
  };
}

async function readParts(
  folder: Folder,
  config: JsonObject,
  named: unknown,
): Promise<{ given: TokenizerFile | undefined; classed: ClassedTokenizer }> {
  const fast = folder.get(FAST);
  if (fast) {
    const given = readTokenizerFile(await readText(fast, READ_LIMITS.tokenizerBytes), FAST);
    return { given, classed: applyClass(given, config, named, FAST) };
  }
  const [vocab, merges] = [folder.get("vocab.json"), folder.get("merges.txt")];
  if (!vocab || !merges) throw refuseWithoutTokenizer([...folder.keys()]);
  const slow = await readSlowTokenizer(vocab, merges, config);
  return { given: undefined, classed: { ...applyClass(slow, config, named, "vocab.json"), asGpt2: true } };
}

async function optionalJson(folder: Folder, name: string): Promise<JsonObject> {
  const file = folder.get(name);
  return file ? readJsonObject(file, READ_LIMITS.jsonBytes) : new Map();
}

/** Without a `tokenizer.json`, `add_bos_token` and `add_eos_token` decide what is put around a text. */
function withBos(
  file: TokenizerFile,
  config: JsonObject,
  { roles }: AddedTokens,
  { ids }: NumberedTokens,
): TokenizerFile {
  const piece = (role: string) => {
    const content = config.get(`add_${role}`) === true ? roles.get(role) : undefined;
    const id = content === undefined ? undefined : ids.get(content);
    return content === undefined || id === undefined ? [] : [{ content, id }];
  };
  const [before, after] = [piece("bos_token"), piece("eos_token")];
  if (before.length + after.length === 0) return file;
  const special = ({ content }: { content: string }) => ({ SpecialToken: { id: content, type_id: 0 } });
  const text = (id: "A" | "B", type_id: number) => ({ Sequence: { id, type_id } });
  return {
    ...file,
    post_processor: {
      type: "TemplateProcessing",
      single: [...before.map(special), text("A", 0), ...after.map(special)],
      pair: [...before.map(special), text("A", 0), text("B", 1), ...after.map(special)],
      special_tokens: new Map(
        [...before, ...after].map(({ content, id }) => [content, { id: content, ids: [id], tokens: [content] }]),
      ),
    },
  };
}

function bosNotes(config: JsonObject, given: TokenizerFile | undefined): Note[] {
  const asked = ["add_bos_token", "add_eos_token"].filter((name) => config.get(name) === true);
  if (given === undefined || asked.length === 0 || given.post_processor?.type === "TemplateProcessing") return [];
  const [name = "", other] = asked;
  return [other === undefined ? makeNote("frame_setting", { name }) : makeNote("frame_settings", { name, other })];
}

/** The tokenizers library numbers tokens that are not in the vocabulary by itself. */
function idNotes({ declared }: AddedTokens, { ids }: NumberedTokens): Note[] {
  return declared.flatMap(([id, { content }]) => {
    const found = ids.get(content);
    if (found === undefined || found === id) return [];
    return [makeNote("other_id", { token: content, found: `${found}`, id: `${id}` })];
  });
}

function unusableNotes({ declared }: AddedTokens, { ids }: NumberedTokens, rows: number): Note[] {
  const isNamed = (content: string) =>
    content !== END_OF_TEXT || declared.some(([, token]) => token.content === content);
  return [...ids].flatMap(([content, id]) =>
    id < rows || !isNamed(content) ? [] : [makeNote("token_without_row", { token: content, id: `${id}`, rows })],
  );
}
