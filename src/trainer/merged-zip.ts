import { makeZip } from "client-zip";
import type { LowRankTerm } from "../contract/low-rank.ts";
import type { SavedFile } from "../contract/model-library.ts";
import { HALF_FORM } from "../convert/quantize/half.ts";
import { readValues } from "../kernel/package-values.ts";
import { mergeWeights } from "../train/merged-weights.ts";
import { stemOf } from "./adapter-zip.ts";
import type { Base } from "./open-base.ts";

/** The base with an adapter merged into it, as a checkpoint of half precision: a folder that transformers opens, zipped. */
export async function zipMerged(name: string, base: Base, terms: readonly LowRankTerm[]): Promise<SavedFile> {
  const { shape, tensors } = await base.weights();
  const weights = await mergeWeights(readValues(shape, tensors), terms, HALF_FORM);
  const files = [...(await base.sides()), { path: "model.safetensors", bytes: weights }];
  const entries = files.map(({ path, bytes }) => ({ name: path, input: bytes, size: bytes.size }));
  return { name: `${stemOf(name)}-merged.zip`, bytes: await new Response(makeZip(entries)).blob() };
}
