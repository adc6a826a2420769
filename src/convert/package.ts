import * as v from "valibot";
import { type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import { type ModelManifest, manifestNote } from "../contract/manifest.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { encodeTensor } from "./encode-tensor.ts";
import { type Evaluator, evaluatePackage } from "./evaluate/evaluate.ts";
import { buildGpt2Graph } from "./graph/gpt2-graph.ts";
import { modelCard } from "./model-card.ts";
import { type PackageFile, PartWriter } from "./part-writer.ts";
import { sideFiles, textFile } from "./side-files.ts";

interface ConvertOptions {
  /** Shown to visitors, e.g. `quotes`. */
  readonly name: string;
  readonly dtypes: readonly Dtype[];
  /** For the card of a checkpoint that brings none. */
  readonly license?: string;
  readonly source?: { readonly repo: string; readonly commit: string };
  /** Folder beside the package with a smaller one, which begins in its place where a visitor's line is slow. */
  readonly lighter?: string;
  /** Lower-case hexadecimal digest. */
  sha256(bytes: Uint8Array): Promise<string>;
  /** Without it the manifest says nothing of quality. */
  readonly evaluator?: Evaluator;
}

/** What is being done; `fraction` is its share that is done, 0 to 1. */
type ConvertProgress =
  | { readonly step: "tensors"; readonly fraction: number; readonly tensor: string }
  | { readonly step: "evaluate"; readonly fraction: number };

/**
 * Converts a checkpoint into a model package, file by file. A file must be where the evaluator finds it before the next
 * one is asked for. `manifest.json` comes last, so a package that has it is whole. In memory are two tensors of the
 * checkpoint and one unfinished part per dtype.
 */
export async function* convertCheckpoint(
  checkpoint: Checkpoint,
  options: ConvertOptions,
  onProgress: (progress: ConvertProgress) => void = () => {},
): AsyncGenerator<PackageFile> {
  const files: ModelManifest["files"] = [];
  const listed = async (file: PackageFile): Promise<PackageFile> => {
    files.push({ path: file.path, size: file.bytes.length, sha256: await options.sha256(file.bytes) });
    return file;
  };
  const writers = options.dtypes.map((dtype) => ({ dtype, parts: new PartWriter(GRAPH_FILES[dtype]) }));
  for await (const file of weightFiles(checkpoint, writers, onProgress)) yield listed(file);
  const dtypes: ModelManifest["dtypes"] = {};
  for (const { dtype, parts } of writers) {
    const graph = { path: GRAPH_FILES[dtype], bytes: buildGpt2Graph(checkpoint.config, dtype, parts.tensors) };
    dtypes[dtype] = { graph: graph.path, data: [...new Set(parts.tensors.map(({ file }) => file))] };
    yield listed(graph);
  }
  for (const file of sideFiles(checkpoint, dtypes)) yield listed(file);
  onProgress({ step: "evaluate", fraction: 0 });
  const { quality, known_answer } = await evaluatePackage(checkpoint, options.dtypes, options.evaluator, (fraction) =>
    onProgress({ step: "evaluate", fraction }),
  );
  for (const dtype of options.dtypes) {
    const [entry, measured] = [dtypes[dtype], quality[dtype]];
    if (entry && measured) dtypes[dtype] = { ...entry, quality: measured };
  }
  const { name, source } = options;
  const identity = source ? { name, source } : { name };
  yield listed(
    textFile(
      "README.md",
      modelCard(checkpoint, {
        ...identity,
        ...(options.license !== undefined && { license: options.license }),
        quality,
      }),
    ),
  );
  const beside = options.lighter === undefined ? {} : { lighter: options.lighter };
  const notes = (checkpoint.fileNotes ?? []).flatMap((note) => {
    const { success, output } = v.safeParse(manifestNote, note);
    return success ? [output] : [];
  });
  const told = notes.length === 0 ? {} : { notes };
  const head = { format: "hostless-model", version: 1, ...identity, ...beside, ...told } as const;
  const manifest: ModelManifest = { ...head, files, dtypes, known_answer };
  yield textFile("manifest.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Reads each tensor once and writes it for all dtypes. */
async function* weightFiles(
  checkpoint: Checkpoint,
  writers: readonly { readonly dtype: Dtype; readonly parts: PartWriter }[],
  onProgress: (progress: ConvertProgress) => void,
): AsyncGenerator<PackageFile> {
  const count = checkpoint.tensorNames.length;
  let done = 0;
  for await (const { name, values } of tensorsOf(checkpoint)) {
    for (const { dtype, parts } of writers) {
      for (const tensor of encodeTensor(checkpoint.config, dtype, name, values)) {
        const full = parts.add(tensor);
        if (full) yield full;
      }
    }
    onProgress({ step: "tensors", fraction: ++done / count, tensor: name });
  }
  for (const { parts } of writers) {
    const last = parts.finish();
    if (last) yield last;
  }
}

interface ReadTensor {
  readonly name: string;
  readonly values: Float32Array;
}

/** Each tensor in turn; the next is read from the disk while one is worked on. */
async function* tensorsOf({ tensorNames, tensor }: Checkpoint): AsyncGenerator<ReadTensor> {
  let coming: Promise<ReadTensor> | undefined;
  for (const name of tensorNames) {
    const current = coming;
    coming = tensor(name).then((values) => ({ name, values }));
    // Where it fails is told when its turn comes.
    coming.catch(() => {});
    if (current) yield current;
  }
  if (coming) yield coming;
}
