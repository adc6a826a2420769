import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { Json, JsonObject } from "../../contract/strict-json.ts";
import type { AddedToken } from "../../tokenizer/number-added.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { ClassRecipe, ClassSettings } from "./classes/class-recipe.ts";
import { describeFurther, listFurtherTokens } from "./further-tokens.ts";
import { addedToken, inOrder, type NamedTokens, namedTokens, ROLES, specialToken } from "./special-tokens.ts";

/** The files of a repository that speak of added tokens; empty where there is none. */
interface AddedTokenFiles {
  readonly config: JsonObject;
  readonly specialMap: JsonObject;
  readonly addedTokens: JsonObject;
  readonly file: TokenizerFile | undefined;
}

/** Added tokens in the order in which they are numbered, and the roles of the special ones. */
export interface AddedTokens {
  readonly tokens: readonly AddedToken[];
  /** The ids that files give to tokens; the library numbers them itself. */
  readonly declared: readonly (readonly [number, AddedToken])[];
  readonly roles: ReadonlyMap<string, string>;
}

/** What a class that builds its tokenizer anew says of its special tokens. */
type SpecialRecipe = Pick<ClassRecipe, "roles" | "flags" | "further" | "addsPlain">;

/** Special tokens by their roles, as the files and the class say. */
export function nameRoles({ config, specialMap }: AddedTokenFiles, recipe: SpecialRecipe | undefined): NamedTokens {
  const flagsOf = (role: string) => recipe?.flags?.[role] ?? {};
  const sources = isNew(config) ? [config] : [config, specialMap];
  const own = Object.entries(recipe?.roles ?? {}).map(
    ([role, content]) => [role, { ...specialToken(content), ...flagsOf(role) }] as const,
  );
  return inOrder(new Map([...own, ...namedTokens(sources, "tokenizer_config.json", flagsOf)]));
}

/** The texts of roles that have a token. */
export function roleTexts(named: NamedTokens): ReadonlyMap<string, string> {
  return new Map([...named].flatMap(([role, token]) => (token ? [[role, token.content] as const] : [])));
}

/** The ids that files give to tokens. */
export function declareTokens(files: AddedTokenFiles): AddedTokens["declared"] {
  return isNew(files.config) ? decoderTokens(files.config) : legacyTokens(files);
}

/** What is known of a tokenizer when its added tokens are put together. */
interface KnownTokens {
  readonly named: NamedTokens;
  readonly declared: AddedTokens["declared"];
  /** Of a class that builds the tokenizer anew: the file's own tokens are not there then. */
  readonly recipe: SpecialRecipe | undefined;
  readonly settings: ClassSettings;
  /** Special ones of SentencePiece's file, which stand for `additional_special_tokens`. */
  readonly pieces: readonly JsonObject[] | undefined;
  /** Whether declared tokens are looked for in the text as it is, whatever they say. */
  readonly isPlain: boolean;
}

/**
 * Puts together what transformers 5 adds to a vocabulary: `added_tokens_decoder` of `tokenizer_config.json` (since 4.34)
 * or else `added_tokens.json` and the tokenizer file's own, by their ids; then special tokens that are not among them.
 */
export function collectAddedTokens(files: AddedTokenFiles, known: KnownTokens): AddedTokens {
  const { config, specialMap, file } = files;
  const { named, declared, recipe, settings, pieces } = known;
  const described = declared.map(([, token]) => (known.isPlain ? { ...token, normalized: false } : token));
  const byContent = new Map(described.map((token) => [token.content, token]));
  const listed = listFurtherTokens(config, isNew(config) ? undefined : specialMap);
  const additional = pieces ?? (Array.isArray(listed.additional) ? listed.additional : undefined);
  const further = listed.extra === undefined ? (recipe?.further ?? same)(additional, settings) : listed.extra;
  const all = [...named.values(), ...describeFurther(further, CONFIG)].filter((token) => token !== null);
  const special = all.filter(({ content }) => !byContent.has(content));
  const plain = recipe?.addsPlain ? all.map(({ content }) => specialToken(content)) : [];
  const first = recipe !== undefined || file === undefined ? [] : file.added_tokens;
  const roleOf = new Set([...named.values()].map((token) => token?.content));
  const flagged = described.map((token) => ({ ...token, special: token.special || roleOf.has(token.content) }));
  return {
    declared,
    tokens: [...first, ...(recipe ? flagged : flagged.filter((token) => !isAmong(token, first))), ...special, ...plain],
    roles: roleTexts(named),
  };
}

const CONFIG = "tokenizer_config.json";
const same = (listed: readonly Json[] | undefined) => listed;

/** Whether a configuration describes its added tokens itself, as since transformers 4.34. */
function isNew(config: JsonObject): boolean {
  return config.get("added_tokens_decoder") instanceof Map;
}

function decoderTokens(config: JsonObject): [number, AddedToken][] {
  const decoder = config.get("added_tokens_decoder");
  const entries = decoder instanceof Map ? [...decoder] : [];
  const byId = entries.map(([id, token]) => {
    if (!/^\d{1,9}$/.test(id) || !(token instanceof Map)) {
      throw refuseTokenizer("tokenizer_config.json", "added_entry", { id });
    }
    return [Number(id), addedToken(token, "tokenizer_config.json")] satisfies [number, AddedToken];
  });
  return byId.sort(([a], [b]) => a - b);
}

/** Before transformers 4.34: `added_tokens.json`, and what the tokenizer file itself lists. */
function legacyTokens({ config, specialMap, addedTokens, file }: AddedTokenFiles): [number, AddedToken][] {
  const { extra } = listFurtherTokens(config, specialMap);
  const further = describeFurther(extra, "special_tokens_map.json").map(({ content }) => content);
  const special = new Set([...ROLES.map((role) => namedText(role, config, specialMap)), ...further]);
  const byId = new Map<number, AddedToken>();
  for (const [content, id] of addedTokens) {
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0 || content === "") {
      throw refuseTokenizer("added_tokens.json", "token_without_id", { token: content });
    }
    const isSpecial = special.has(content);
    byId.set(id, {
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: !isSpecial,
      special: isSpecial,
    });
  }
  for (const { id, ...token } of file?.added_tokens ?? []) byId.set(id, token);
  return [...byId].sort(([a], [b]) => a - b);
}

/** A role's token where it is known by then: described in `tokenizer_config.json`, it is not yet. */
function namedText(role: string, config: JsonObject, specialMap: JsonObject): Json | undefined {
  const mapped = specialMap.get(role);
  if (mapped instanceof Map) return mapped.get("content");
  return mapped === undefined ? config.get(role) : mapped;
}

function isAmong(token: AddedToken, tokens: readonly AddedToken[]): boolean {
  const flags = ["content", "single_word", "lstrip", "rstrip", "normalized", "special"] as const;
  return tokens.some((other) => flags.every((flag) => other[flag] === token[flag]));
}
