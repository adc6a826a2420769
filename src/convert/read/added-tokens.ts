import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import type { AddedToken } from "../../tokenizer/number-added.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import { addedToken, END_OF_TEXT, furtherTokens, inOrder, type NamedTokens, namedTokens } from "./special-tokens.ts";

/** The files of a repository that speak of added tokens; empty where there is none. */
export interface AddedTokenFiles {
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

/**
 * Puts together what transformers 5 adds to a vocabulary: `added_tokens_decoder` of `tokenizer_config.json` (since 4.34)
 * or else `added_tokens.json` and the tokenizer file's own, by their ids; then special tokens that are not among them.
 * @param asGpt2 the tokenizer is built anew, with `<|endoftext|>` where no file names a token
 */
export function collectAddedTokens(files: AddedTokenFiles, asGpt2: boolean): AddedTokens {
  const { config, specialMap, file } = files;
  const isNew = config.get("added_tokens_decoder") instanceof Map;
  const declared = isNew ? decoderTokens(config) : legacyTokens(files);
  const described = declared.map(([, token]) => token);
  const sources = isNew ? [config] : [config, specialMap];
  const named = withDefaults(namedTokens(sources, "tokenizer_config.json"), asGpt2);
  const byContent = new Map(described.map((token) => [token.content, token]));
  const special = [...named.values(), ...furtherTokens(sources, "tokenizer_config.json")]
    .filter((token) => token !== null)
    .filter(({ content }) => !byContent.has(content));
  const first = asGpt2 || file === undefined ? [] : file.added_tokens;
  const roleOf = new Set([...named.values()].map((token) => token?.content));
  const flagged = described.map((token) => ({ ...token, special: token.special || roleOf.has(token.content) }));
  return {
    declared,
    tokens: [...first, ...(asGpt2 ? flagged : described.filter((token) => !isAmong(token, first))), ...special],
    roles: new Map([...named].flatMap(([role, token]) => (token ? [[role, token.content] as const] : []))),
  };
}

function withDefaults(named: Map<string, AddedToken | null>, asGpt2: boolean): NamedTokens {
  const end = {
    content: END_OF_TEXT,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  };
  const defaults = asGpt2 ? ["bos_token", "eos_token", "unk_token"].map((role) => [role, end] as const) : [];
  return inOrder(new Map([...defaults, ...named]));
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
  const sources = [config, specialMap];
  const named = namedTokens(sources, "special_tokens_map.json");
  const special = new Set(
    [...named.values(), ...furtherTokens(sources, "special_tokens_map.json")].map((token) => token?.content),
  );
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

function isAmong(token: AddedToken, tokens: readonly AddedToken[]): boolean {
  const flags = ["content", "single_word", "lstrip", "rstrip", "normalized", "special"] as const;
  return tokens.some((other) => flags.every((flag) => other[flag] === token[flag]));
}
