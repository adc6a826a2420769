import { basename, resolve } from "node:path";
import { CPU_BACKENDS, type CpuBackend } from "../contract/backends.ts";
import type { ModelFiles, NamedBytes } from "../contract/bytes.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import { DTYPES, type Dtype } from "../contract/dtypes.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import { refuse } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { MANIFEST, parseManifest } from "../contract/parse-manifest.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import { READ_LIMITS } from "../convert/read/limits.ts";
import { readText } from "../convert/read/read-range.ts";
import { openReadyTokenizer } from "../convert/read/ready-tokenizer.ts";
import { readSizes } from "../gpt2/config-text.ts";
import { findGraphs } from "../runtime/find-graphs.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { type CommandOption, choice, type Io, type OptionValues, requiredText, textOf } from "./command.ts";
import { topFiles } from "./file-bytes.ts";
import { localFolder } from "./hub/local-folder.ts";
import { openFolder } from "./folder-files.ts";
import { openOnKernel, openPass } from "./open-pass.ts";
import { weightsIds } from "./weights-ids.ts";
import { adapterFiles, addAdapter, type Base } from "./add-adapter.ts";

export const MODEL_OPTIONS: readonly CommandOption[] = [
  {
    name: "model",
    value: "DIR",
    help: "Folder of a model package, or of ONNX files as transformers.js reads them; or hf:OWNER/NAME.",
  },
  { name: "dtype", value: "NAME", help: `One of ${DTYPES.join(", ")}; without it the first of them that is there.` },
  {
    name: "backend",
    value: "NAME",
    help: "kernel (default for q8, q4 and q4f16 of our packages; int8 weights, 16-bit for fp16 and fp32), or onnx-wasm.",
  },
  {
    name: "adapter",
    value: "DIR",
    help: "LoRA adapter as PEFT saves it, or a .hostless-voice file, kept apart from the model's weights; or hf:OWNER/NAME.",
  },
];

/** What a visitor's page runs on the kernel; the others are asked for by those who want their exact figures. */
const QUANTIZED: ReadonlySet<Dtype> = new Set(["q8", "q4", "q4f16"]);

export interface OpenModel {
  readonly pass: ForwardPass;
  readonly codec: TextCodec;
  readonly defaults: GenerationParameters;
  readonly dtype: Dtype;
  readonly backend: CpuBackend;
  /** Folder of the adapter that it computes with. */
  readonly adapter?: string;
}

/** A model with what adapters that are to lie beside it are checked against. */
interface OpenBase extends OpenModel {
  readonly base: Base;
}

/**
 * Opens the model that the options name.
 * @throws Refusal as the files deserve, UsageError
 */
export async function openModel(values: OptionValues, io: Io): Promise<OpenModel> {
  const adapter = await adapterOf(values, io);
  if (adapter === undefined) return openAlone(values, io, {});
  const { base, ...model } = await openAlone(values, io, { isAdapted: true, ...adapter.settings });
  const number = await addAdapter(adapter.files, adapter.folder, base);
  base.pass.adapters?.select(number);
  return { ...model, adapter: adapter.folder };
}

/** How a model is opened whose adapters come later. */
interface Opening {
  /** Whether adapters are to lie beside it, which the kernel alone computes. */
  readonly isAdapted?: boolean;
  /** An adapter's `generation_config.json` in the place of the model's. */
  readonly generation?: string;
}

/**
 * Opens the model that the options name, as it is.
 * @throws Refusal as the files deserve, UsageError
 */
export async function openAlone(
  values: OptionValues,
  io: Io,
  { isAdapted = false, generation }: Opening,
): Promise<OpenBase> {
  const wanted = dtypeOf(values);
  const place = { use: "model", dtype: wanted, env: process.env, io } as const;
  const { folder, source } = await localFolder(requiredText(values, "model"), place);
  const files = await openFolder(folder);
  const manifest = files.paths.includes(MANIFEST) ? parseManifest(await files.text(MANIFEST)) : undefined;
  const graphs = findGraphs(files.paths, manifest);
  const dtype = wanted ?? DTYPES.find((name) => graphs[name]);
  if (dtype === undefined || graphs[dtype] === undefined) {
    throw refuse(
      "no_usable_files",
      Object.keys(graphs).length > 0 ? "folder_without_graph" : "folder_without_graphs",
      { folder, dtype: dtype ?? "ONNX", have: Object.keys(graphs) },
      { subject: folder },
    );
  }
  const config = await files.text("config.json");
  const { vocab_size: vocabSize } = readSizes(config);
  const { codec, notes: tokenizerNotes } = manifest
    ? { codec: createTokenizer(await files.text("tokenizer.json"), vocabSize), notes: [] }
    : await openReadyTokenizer(await topFiles(folder), config, vocabSize);
  const own = files.paths.includes(GENERATION) ? await files.text(GENERATION) : undefined;
  const { parameters: defaults, notes } = readDefaults(generation ?? own, config, vocabSize);
  for (const note of [...tokenizerNotes, ...notes]) io.stderr.write(`${describeInEnglish(note)}\n`);
  const run = await openBackend({
    values,
    io,
    files,
    dtype,
    isOwn: manifest !== undefined,
    isAdapted,
  });
  const ids = manifest === undefined ? [] : await weightsIds(manifest);
  const name = source?.repo ?? manifest?.name ?? basename(resolve(folder));
  const base = { ...run, codec, config, ids, name, repo: manifest?.source?.repo };
  return { ...run, codec, defaults, dtype, base };
}

const GENERATION = "generation_config.json";

/** @throws UsageError */
export function dtypeOf(values: OptionValues): Dtype | undefined {
  const wanted = textOf(values, "dtype");
  return wanted === undefined ? undefined : choice("dtype", wanted, DTYPES);
}

/** @throws UsageError */
export function backendOf(values: OptionValues): CpuBackend | undefined {
  const wanted = textOf(values, "backend");
  return wanted === undefined ? undefined : choice("backend", wanted, CPU_BACKENDS);
}

async function adapterOf(values: OptionValues, io: Io) {
  const given = textOf(values, "adapter");
  if (given === undefined) return undefined;
  const { folder } = await localFolder(given, { use: "adapter", env: process.env, io });
  const files = await adapterFiles(folder);
  const generation = await generationOf(files);
  return { folder, files, settings: generation === undefined ? {} : { generation } };
}

/** Text of an adapter's own `generation_config.json`. */
export async function generationOf(files: readonly NamedBytes[]): Promise<string | undefined> {
  const file = files.find(({ path }) => path === GENERATION);
  return file && readText(file, READ_LIMITS.jsonBytes);
}

interface Wanted {
  readonly values: OptionValues;
  readonly io: Io;
  readonly files: ModelFiles;
  readonly dtype: Dtype;
  /** Whether the package is of this project. */
  readonly isOwn: boolean;
  /** Whether an adapter is to lie beside it, which the kernel alone computes. */
  readonly isAdapted: boolean;
}

async function openBackend({
  values,
  io,
  files,
  dtype,
  isOwn,
  isAdapted,
}: Wanted): Promise<Pick<OpenModel, "pass" | "backend">> {
  const asked = backendOf(values);
  if (asked === undefined && isOwn && (isAdapted || QUANTIZED.has(dtype))) {
    return openOnKernel(files, dtype, (note) => io.stderr.write(`${note}\n`));
  }
  const backend = asked ?? "onnx-wasm";
  return { pass: await openPass(files, dtype, backend), backend };
}
