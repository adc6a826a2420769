import type { Json, JsonObject } from "../../contract/strict-json.ts";

const ROLES = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"] as const;
export type SpecialRole = (typeof ROLES)[number];

/** What `tokenizer_config.json` and `special_tokens_map.json` say about special tokens. */
export interface SpecialTokens {
  readonly roles: ReadonlyMap<SpecialRole, string>;
  /** Every special token; with the flags where a file describes it by them. */
  readonly described: ReadonlyMap<string, JsonObject>;
}

const NOTHING: JsonObject = new Map();

/** Later files go before earlier ones; a token is a text, or an object with `content` and flags. */
export function specialTokens(files: readonly JsonObject[]): SpecialTokens {
  const roles = new Map<SpecialRole, string>();
  const described = new Map<string, JsonObject>();
  for (const file of files) {
    for (const role of ROLES) {
      const token = describeToken(file.get(role));
      if (token) roles.set(role, token[0]);
      if (token) described.set(...token);
    }
    const more = file.get("additional_special_tokens");
    for (const token of Array.isArray(more) ? more : []) {
      const known = describeToken(token);
      if (known) described.set(...known);
    }
  }
  return { roles, described };
}

function describeToken(token: Json | undefined): [string, JsonObject] | undefined {
  if (typeof token === "string") return [token, NOTHING];
  const content = token instanceof Map ? token.get("content") : undefined;
  return token instanceof Map && typeof content === "string" ? [content, token] : undefined;
}
