import * as v from "valibot";
import { LIMITS } from "../../contract/limits.ts";
import { invalid, refuse } from "./answer.ts";

/** UTF-8 bytes of a body: every prompt at its limit, as escaped JSON, would be refused by its own limit anyway. */
const BODY_BYTES = 4 * LIMITS.promptCharacters;

/** The parsed body, or the answer that refuses it: 415, 413, or 422 with FastAPI's `detail`. */
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
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return invalid([{ loc: ["body"], msg: `JSON decode error: ${String(error)}`, type: "json_invalid" }]);
  }
  const result = v.safeParse(schema, json);
  if (result.success) return { body: result.output, text };
  return invalid(
    result.issues.slice(0, 20).map((issue) => ({
      loc: ["body", ...(issue.path ?? []).map((item) => (typeof item.key === "number" ? item.key : String(item.key)))],
      msg: issue.message,
      type: issue.type,
    })),
  );
}

/** All bytes of the body, or nothing once there are more than `most`. */
async function readCapped(request: Request, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    size += next.value.length;
    if (size > most) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
