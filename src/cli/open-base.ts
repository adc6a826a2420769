import type { ModelFiles } from "../contract/bytes.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import { type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import { refuse } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { parseManifest } from "../contract/parse-manifest.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import { readSides } from "../runtime/read-sides.ts";
import { weightsId } from "./weights-ids.ts";
import { openFolder } from "./folder-files.ts";

/** Weights that training starts from, the finest of those that the kernel has as int8 or less. */
const DTYPES: readonly Dtype[] = ["q8", "q4", "q4f16", "fp32", "fp16"];

export interface Base {
  readonly files: ModelFiles;
  readonly dtype: Dtype;
  readonly shape: Gpt2Config;
  readonly codec: TextCodec;
  readonly defaults: GenerationParameters;
  /** Where it can be found, or what it is called. */
  readonly name: string;
  /** The same, but never a path of this disk: for what strangers read. */
  readonly published: string;
  /** What tells it from others. */
  readonly id: string;
  /** What tells its weights and tokenizer from all others. */
  readonly weightsId: string;
}

/**
 * Opens the package that an adapter is trained on.
 * @param repo where it was downloaded from
 * @param dtypes weights in the order in which they are preferred
 * @throws Refusal as the files deserve
 */
export async function openBase(folder: string, repo?: string, dtypes = DTYPES): Promise<Base> {
  const files = await openFolder(folder);
  if (!files.paths.includes("manifest.json"))
    throw refuse("no_usable_files", "no_package", { folder }, { subject: folder });
  const text = await files.text("manifest.json");
  const manifest = parseManifest(text);
  const dtype = dtypes.find((name) => files.paths.includes(GRAPH_FILES[name]));
  if (dtype === undefined) throw refuse("no_usable_files", "no_package", { folder }, { subject: folder });
  const { shape } = await openPackage(files, dtype);
  const found = manifest.source?.repo ?? repo;
  return {
    files,
    dtype,
    shape,
    ...(await readSides(files, shape)),
    name: found ?? folder,
    published: found ?? manifest.name,
    id: text,
    weightsId: await weightsId(manifest, dtype),
  };
}
