import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { Json, JsonObject } from "../../contract/strict-json.ts";
import type { AddedToken } from "../../tokenizer/number-added.ts";

/** Roles of special tokens, in the order in which transformers adds them. */
export const ROLES = [
  "bos_token",
  "eos_token",
  "unk_token",
  "sep_token",
  "pad_token",
  "cls_token",
  "mask_token",
] as const;

/** GPT-2's only special token, which its tokenizer in transformers takes where no file names another. */
export const END_OF_TEXT = "<|endoftext|>";

/** Special tokens by their roles; `null` where a file says that there is none. */
export type NamedTokens = ReadonlyMap<string, AddedToken | null>;

/**
 * What the files say about special tokens, later ones first of all. Roles have names that end in `_token`; a token is a
 * text, or an object with `content` and flags.
 * @param flagsOf what a class adds to a role's token that is a text alone
 */
export function namedTokens(
  files: readonly JsonObject[],
  path: string,
  flagsOf: (role: string) => Partial<AddedToken> = () => ({}),
): Map<string, AddedToken | null> {
  const named = new Map<string, AddedToken | null>();
  for (const file of files) {
    for (const [name, value] of file) {
      if (!name.endsWith("_token")) continue;
      const token = describeToken(value, path, flagsOf(name));
      if (token || (value === null && isRole(name))) named.set(name, token ?? null);
    }
  }
  return named;
}

/** The order in which transformers adds tokens: roles of its own first. */
export function inOrder<T>(named: ReadonlyMap<string, T>): Map<string, T> {
  const own = ROLES.flatMap((role) => (named.has(role) ? [role] : []));
  const others = [...named.keys()].filter((name) => !isRole(name));
  return new Map([...own, ...others].flatMap((name) => [...named].filter(([other]) => other === name)));
}

function isRole(name: string): boolean {
  return ROLES.some((role) => role === name);
}

function describeToken(value: Json, path: string, flags: Partial<AddedToken>): AddedToken | undefined {
  if (typeof value === "string") return value === "" ? undefined : { ...specialToken(value), ...flags };
  return value instanceof Map && value.has("content") ? { ...addedToken(value, path), special: true } : undefined;
}

export function specialToken(content: string): AddedToken {
  return { content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

/** An added token from its description as transformers reads it; a flag that is not given is off, but `normalized`. */
export function addedToken(token: JsonObject, path: string): AddedToken {
  const content = token.get("content");
  if (typeof content !== "string" || content === "") throw refuseTokenizer(path, "added_without_content", {});
  const flag = (name: string) => token.get(name) === true;
  const special = flag("special");
  const normalized = token.get("normalized");
  return {
    content,
    single_word: flag("single_word"),
    lstrip: flag("lstrip"),
    rstrip: flag("rstrip"),
    normalized: typeof normalized === "boolean" ? normalized : !special,
    special,
  };
}
