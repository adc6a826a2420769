import * as v from "valibot";
import { LIMITS } from "../contract/limits.ts";
import { reasonOf } from "../contract/outcome.ts";
import { withoutNulls } from "../contract/without-nulls.ts";
import { invalid, refuseRequest } from "./answer.ts";
import { apiWords } from "./api-words.ts";
import { findUnusable } from "./unusable.ts";
import { detailsOf } from "./validation.ts";

/** UTF-8 bytes of a body: every prompt at its limit, as escaped JSON, would be refused by its own limit anyway. */
export const BODY_BYTES = 4 * LIMITS.promptCharacters;

/** JSON is UTF-8, and a part of that ASCII; other charsets would be read as something else than they say. */
const JSON_TYPE = /^\s*application\/json\s*(?:;\s*charset\s*=\s*"?(?:utf-?8|us-ascii)"?\s*)?;?\s*$/i;

/** The parsed body, nulls left out, or the answer that refuses it: 415, 413, or 422 with FastAPI's `detail`. */
export async function readBody<S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<{ body: v.InferOutput<S>; text: string } | Response> {
  if (!JSON_TYPE.test(request.headers.get("Content-Type") ?? "")) {
    return refuseRequest(415, apiWords.mediaType, "unsupported_media_type");
  }
  const bytes = await readCapped(request, BODY_BYTES);
  if (bytes === undefined) return refuseRequest(413, apiWords.bodyBytes(BODY_BYTES), "limit_exceeded");
  const text = decode(bytes);
  if (text === undefined) return invalid([{ loc: ["body"], msg: apiWords.notUtf8, type: "json_invalid" }]);
  if (text.trim() === "") return invalid([{ loc: ["body"], msg: apiWords.emptyBody, type: "missing" }]);
  let json: unknown;
  try {
    const given: unknown = JSON.parse(text);
    const unusable = findUnusable(given);
    if (unusable !== undefined) return invalid([unusable]);
    json = withoutNulls(given);
  } catch (error) {
    const msg = apiWords.notJson(reasonOf(error));
    return invalid([{ loc: ["body"], msg, type: "json_invalid" }]);
  }
  const result = v.safeParse(schema, json);
  const details = detailsOf(schema, json, result.issues ?? []);
  return result.success && details.length === 0 ? { body: result.output, text } : invalid(details);
}

/** Nothing where the bytes are no UTF-8: what a prompt holds is not replaced without a word. */
function decode(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The body, or nothing where it is over `most` bytes. Read as a Blob: Firefox has no `Request.body`. */
async function readCapped(request: Request, most: number): Promise<ArrayBuffer | undefined> {
  const blob = await request.blob();
  return blob.size > most ? undefined : blob.arrayBuffer();
}
