import type { Json, JsonObject } from "../../contract/strict-json.ts";
import type { AddedToken } from "../../tokenizer/number-added.ts";
import { addedToken, specialToken } from "./special-tokens.ts";

/** Special tokens without a role, as the files list them. */
interface ListedTokens {
  /** `extra_special_tokens`, the newer name: where it is there, the other is not looked at. */
  readonly extra: Json | undefined;
  /** `additional_special_tokens`. */
  readonly additional: Json | undefined;
}

/**
 * What the files list. In `tokenizer_config.json` the older name stands for the newer one where that is empty;
 * `special_tokens_map.json` comes later.
 * @param specialMap only where `tokenizer_config.json` has no `added_tokens_decoder`
 */
export function listFurtherTokens(config: JsonObject, specialMap: JsonObject | undefined): ListedTokens {
  const [newer, older] = [config.get("extra_special_tokens"), config.get("additional_special_tokens")];
  const isRenamed = older !== undefined && isEmpty(newer);
  const given = isRenamed ? { extra: older, additional: undefined } : { extra: newer, additional: older };
  const [extra, additional] = [specialMap?.get("extra_special_tokens"), specialMap?.get("additional_special_tokens")];
  return { extra: joinLists(given.extra, extra), additional: additional ?? given.additional };
}

function isEmpty(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value instanceof Map ? value.size === 0 : !value;
}

function joinLists(before: Json | undefined, more: Json | undefined): Json | undefined {
  if (!Array.isArray(more)) return more ?? before;
  const known = Array.isArray(before) ? before : [];
  return [...known, ...more.filter((token) => !known.includes(token))];
}

/** The tokens of a list, or of an object by their names. */
export function describeFurther(listed: Json | undefined, path: string): AddedToken[] {
  const values = listed instanceof Map ? [...listed.values()] : Array.isArray(listed) ? listed : [];
  return values.flatMap((value) => {
    if (typeof value === "string") return value === "" ? [] : [specialToken(value)];
    if (!(value instanceof Map) || !value.has("content")) return [];
    // One that is described by hand is not special unless it says so; in older files all were.
    return [value.has("special") ? addedToken(value, path) : { ...addedToken(value, path), special: true }];
  });
}
