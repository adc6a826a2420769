import * as v from "valibot";
import { LIMITS } from "../../contract/limits.ts";
import { withoutNulls } from "../../contract/without-nulls.ts";
import { invalid, refuse } from "./answer.ts";
import { detailsOf } from "./validation.ts";

/** UTF-8 bytes of a body: every prompt at its limit, as escaped JSON, would be refused by its own limit anyway. */
const BODY_BYTES = 4 * LIMITS.promptCharacters;

/** The parsed body, nulls left out, or the answer that refuses it: 415, 413, or 422 with FastAPI's `detail`. */
export async function readBody<S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<{ body: v.InferOutput<S>; text: string } | Response> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return refuse(
      415,
      "Send the body as JSON with the header Content-Type: application/json.",
      "unsupported_media_type",
    );
  }
  const bytes = await readCapped(request, BODY_BYTES);
  if (bytes === undefined) return refuse(413, `The body is over ${BODY_BYTES} bytes.`, "limit_exceeded");
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return invalid([{ loc: ["body"], msg: "The body is empty.", type: "missing" }]);
  let json: unknown;
  try {
    json = withoutNulls(JSON.parse(text));
  } catch (error) {
    const msg = `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
    return invalid([{ loc: ["body"], msg, type: "json_invalid" }]);
  }
  const result = v.safeParse(schema, json);
  const details = detailsOf(schema, json, result.issues ?? []);
  return result.success && details.length === 0 ? { body: result.output, text } : invalid(details);
}

/** The body, or nothing where it is over `most` bytes. Read as a Blob: Firefox has no `Request.body`. */
async function readCapped(request: Request, most: number): Promise<ArrayBuffer | undefined> {
  const blob = await request.blob();
  return blob.size > most ? undefined : blob.arrayBuffer();
}
