import { OWN_MODEL } from "../../bridge/own-model.ts";
import { toBase64Url } from "../../contract/to-base64-url.ts";
import { writeReference } from "../../contract/write-reference.ts";
import { isSameModel, type ModelSource } from "../../contract/model-source.ts";

/**
 * The link that holds an adapter.
 * @param bytes of its file
 * @param source of the model that it lies beside
 * @returns undefined where nobody else can open that model
 */
export function voiceLink(page: URL, bytes: Uint8Array, source: ModelSource): string | undefined {
  const link = new URL(page);
  link.search = "";
  link.hash = `v1=${toBase64Url(bytes)}`;
  if (isSameModel(source, OWN_MODEL)) return link.href;
  if (source.kind !== "hub") return undefined;
  link.hash += `&model=${writeReference(source)}`;
  return link.href;
}
