import type { TextCodec } from "../../contract/forward-pass.ts";
import { makeNote, type Note } from "../../contract/outcome.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import { checkDeclaredId, checkFile } from "../../tokenizer/check-tokenizer.ts";
import { createCodec } from "../../tokenizer/create-codec.ts";
import { vocabularySize } from "../../tokenizer/make-tokenize.ts";
import { type NumberedTokens, numberAdded } from "../../tokenizer/number-added.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { TokenizerFiles } from "../checkpoint.ts";
import { type AddedTokens, collectAddedTokens, declareTokens, nameRoles, roleTexts } from "./added-tokens.ts";
import { GPT2_CLASS } from "./classes/byte-pair-classes.ts";
import { type ClassRecipe, ClassSettings } from "./classes/class-recipe.ts";
import { frameOf } from "./classes/frame-of.ts";
import { withCleanUp } from "./clean-up-setting.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import type { OpenedPieces } from "./sentencepiece/piece-source.ts";
import { END_OF_TEXT } from "./special-tokens.ts";
import { chooseClass } from "./tokenizer-class.ts";
import { withAdded } from "./tokenizer-parts.ts";
import { charsmapOf, findPieceFile, readFast, readVocabulary, type VocabularySource } from "./tokenizer-source.ts";
import type { Folder } from "./weight-files.ts";
import { writeTokenizer } from "./write-tokenizer.ts";

const FAST = "tokenizer.json";

/** The tokenizer's two files, written anew, and what its owner should know. */
interface ReadTokenizer extends TokenizerFiles {
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
interface TokenizerPlace extends TokenizerUse {
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
  const given = await readFast(folder);
  const files = {
    config,
    specialMap: await optionalJson(folder, "special_tokens_map.json"),
    addedTokens: await optionalJson(folder, "added_tokens.json"),
    file: given,
  };
  const named = place.tokenizerClass;
  const choice = chooseClass({ config, named, path: FAST, ...(given && { file: given }) });
  const pieces = given ? undefined : await findPieces(folder, choice.recipe);
  const recipe = given || pieces ? choice.recipe : (choice.recipe ?? GPT2_CLASS);
  const special = recipe ?? (pieces && { roles: pieces.roles });
  const roles = nameRoles(files, special);
  const settings = new ClassSettings(config, roleTexts(roles));
  const declared = declareTokens(files);
  const source = pieces
    ? { path: pieces.path, ...pieces.source(settings, namesOf(declared)) }
    : await findSource(folder, given, recipe, choice.name);
  const added = collectAddedTokens(files, {
    named: roles,
    declared,
    recipe: special,
    settings,
    pieces: source.listed,
    isPlain: recipe === undefined && pieces?.prepends === true,
  });
  const bare = buildBare(source, recipe, settings);
  const numbered = numberAdded(added.tokens, bare.model.vocab, vocabularySize(bare.model));
  checkFile(bare, source.path);
  for (const [id, token] of added.declared) {
    checkDeclaredId({ ...token, id }, numbered.ids, bare.model.vocab, source.path);
  }
  const framed = {
    ...bare,
    post_processor: frameOf({ source, recipe, settings, config, numbered, model: bare.model }),
  };
  const file = withCleanUp(withAdded(framed, numbered.byId), config);
  return {
    file,
    roles: added.roles,
    codec: createCodec(file, source.path, place.rows),
    notes: [
      ...choice.notes,
      ...bosNotes(config, given),
      ...idNotes(added, numbered),
      ...unusableNotes(added, numbered, place.rows),
    ],
  };
}

async function findSource(
  folder: Folder,
  given: TokenizerFile | undefined,
  recipe: ClassRecipe | undefined,
  name: string,
): Promise<VocabularySource> {
  if (given === undefined) return readVocabulary(folder, recipe?.vocabFile, name);
  const charsmap = charsmapOf(given.normalizer);
  return { path: FAST, file: given, model: given.model, ...(charsmap !== undefined && { charsmap }) };
}

/** SentencePiece's file, where the class reads one and it is there. */
async function findPieces(folder: Folder, recipe: ClassRecipe | undefined): Promise<OpenedPieces | undefined> {
  const path = findPieceFile([...folder.keys()], recipe);
  const file = path === undefined ? undefined : folder.get(path);
  if (file === undefined) return undefined;
  const { openPieces } = await import("./sentencepiece/piece-source.ts");
  return openPieces(file, recipe);
}

function namesOf(declared: AddedTokens["declared"]): ReadonlyMap<number, string> {
  return new Map(declared.map(([id, { content }]) => [id, content]));
}

/** The tokenizer without added tokens and what frames a text. */
function buildBare(source: VocabularySource, recipe: ClassRecipe | undefined, settings: ClassSettings): TokenizerFile {
  const empty = { version: "1.0" as const, added_tokens: [], post_processor: null };
  if (recipe === undefined && source.file) return { ...source.file, ...empty };
  if (source.parts) return { ...empty, ...source.parts };
  return { ...empty, ...(recipe ?? GPT2_CLASS).build({ ...source, charsmap: source.charsmap, settings }) };
}

async function optionalJson(folder: Folder, name: string): Promise<JsonObject> {
  const file = folder.get(name);
  return file ? readJsonObject(file, READ_LIMITS.jsonBytes) : new Map();
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
