import { type Dtype, DTYPES } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { baseIdOf } from "../store/base-id.ts";

/** What tells a package's weights in one dtype, and its tokenizer, from all others: as the page has it. */
export function weightsId({ files, dtypes }: ModelManifest, dtype: Dtype): Promise<string> {
  const listed = files.map(({ path, sha256 }) => ({ path, digest: { kind: "sha256" as const, hex: sha256 } }));
  return baseIdOf({ files: listed }, dtypes[dtype]?.data ?? []);
}

/** Of each dtype that it has. */
export function weightsIds(manifest: ModelManifest): Promise<string[]> {
  const dtypes: Dtype[] = [];
  for (const dtype of DTYPES) if (manifest.dtypes[dtype] !== undefined) dtypes.push(dtype);
  return Promise.all(dtypes.map((dtype) => weightsId(manifest, dtype)));
}
