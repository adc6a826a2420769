import { type Dtype, GRAPH_FILES, type ModelManifest } from "../contract/manifest.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { encodeTensor } from "./encode-tensor.ts";
import { buildGpt2Graph } from "./graph/gpt2-graph.ts";
import { type PackageFile, PartWriter } from "./part-writer.ts";
import { sideFiles, textFile } from "./side-files.ts";

export interface ConvertOptions {
  /** Shown to visitors, e.g. `quotes`. */
  readonly name: string;
  readonly dtypes: readonly Dtype[];
  readonly source?: { readonly repo: string; readonly commit: string };
  /** Lower-case hexadecimal digest. */
  sha256(bytes: Uint8Array): Promise<string>;
}

/** Share of the weights that are converted, 0 to 1, and the tensor that was last. */
export type ConvertProgress = (fraction: number, tensor: string) => void;

/**
 * Converts a checkpoint into a model package, file by file; `manifest.json` comes last, so a package that has it is
 * whole. In memory are one tensor of the checkpoint and one unfinished part per dtype.
 */
export async function* convertCheckpoint(
  checkpoint: Checkpoint,
  options: ConvertOptions,
  onProgress: ConvertProgress = () => {},
): AsyncGenerator<PackageFile> {
  const listed: { path: string; size: number; sha256: string }[] = [];
  const list = async (file: PackageFile): Promise<PackageFile> => {
    listed.push({ path: file.path, size: file.bytes.length, sha256: await options.sha256(file.bytes) });
    return file;
  };
  const writers = options.dtypes.map((dtype) => ({ dtype, parts: new PartWriter(GRAPH_FILES[dtype]) }));
  for await (const file of weightFiles(checkpoint, writers, onProgress)) yield list(file);
  const dtypes: ModelManifest["dtypes"] = {};
  for (const { dtype, parts } of writers) {
    const graph = { path: GRAPH_FILES[dtype], bytes: buildGpt2Graph(checkpoint.config, dtype, parts.tensors) };
    dtypes[dtype] = { graph: graph.path, data: [...new Set(parts.tensors.map(({ file }) => file))] };
    yield list(graph);
  }
  for (const file of sideFiles(checkpoint, dtypes)) yield list(file);
  const manifest: ModelManifest = {
    format: "hostless-model",
    version: 1,
    name: options.name,
    ...(options.source ? { source: options.source } : {}),
    files: listed,
    dtypes,
    known_answer: { prompt_ids: [], token_ids: [] },
  };
  yield textFile("manifest.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Reads each tensor once and writes it for all dtypes. */
async function* weightFiles(
  checkpoint: Checkpoint,
  writers: readonly { readonly dtype: Dtype; readonly parts: PartWriter }[],
  onProgress: ConvertProgress,
): AsyncGenerator<PackageFile> {
  const names = checkpoint.tensorNames;
  for (const [index, name] of names.entries()) {
    const values = await checkpoint.tensor(name);
    for (const { dtype, parts } of writers) {
      for (const tensor of encodeTensor(checkpoint.config, dtype, name, values)) {
        const full = parts.add(tensor);
        if (full) yield full;
      }
    }
    onProgress((index + 1) / names.length, name);
  }
  for (const { parts } of writers) {
    const last = parts.finish();
    if (last) yield last;
  }
}
