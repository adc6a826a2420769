import type { NamedBytes } from "../../../contract/bytes.ts";
import { valueUnder } from "../../../contract/at.ts";
import { refuseAbout, refuseFile } from "../../../contract/refuse-file.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "../../../gpt2/config.ts";
import { blockTensors, gpt2Tensors, shapeOf } from "../../../gpt2/tensors.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { readRange } from "../read-range.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import { chosenFile, type Folder } from "../weight-files.ts";
import { chooseLlmc, refuseNotLlmc } from "./choose-llmc.ts";

const FORMAT = "llm.c";
const MAGIC = 20_240_326;
/** 256 integers of 32 bits. */
const HEADER_BYTES = 1024;
/** Where the header says how many rows the embedding has in the file. */
const PADDED_AT = 28;

/** What llm.c's `train_gpt2.py` writes, by version: 1 before it padded the vocabulary, 3 and 5 since. */
const VERSIONS = new Map<number, { readonly dtype: "F32" | "BF16"; readonly padded: boolean }>([
  [1, { dtype: "F32", padded: false }],
  [3, { dtype: "F32", padded: true }],
  [5, { dtype: "BF16", padded: true }],
]);

/**
 * The weights of llm.c: a header of sizes, then each parameter for all layers, linear ones [outputs, inputs] as torch has them.
 * @throws Refusal `malformed_file`, `no_usable_files`
 */
export async function readLlmc(folder: Folder): Promise<ForeignCheckpoint> {
  const file = chosenFile(folder, chooseLlmc);
  const { config, dtype, rows } = await readHeader(file);
  const sizes = parseConfig(config, file.path);
  if (rows < sizes.vocab_size)
    throw refuseFile(file.path, "container", { part: "padded_vocab_size", at: `${PADDED_AT}`, format: FORMAT });
  const width = dtype === "F32" ? 4 : 2;
  const { starts, count } = layOut(sizes, rows);
  const wanted = HEADER_BYTES + width * count;
  if (file.bytes.size !== wanted) throw refuseFile(file.path, "data_bytes", { bytes: file.bytes.size, wanted });
  const tensors = gpt2Tensors(sizes).map((tensor): StoredTensor => {
    const [{ name, kind, inputs, outputs }, shape] = [tensor, shapeOf(tensor)];
    const start = HEADER_BYTES + width * valueUnder(starts, name);
    const bytes = file.bytes.slice(start, start + width * inputs * outputs);
    return { name, path: file.path, dtype, shape, bytes, ...(kind === "matrix" && { strides: [1, inputs] }) };
  });
  return { config, tensors };
}

interface Header {
  readonly config: ConfigObject;
  readonly dtype: "F32" | "BF16";
  /** Of the embedding; those over the vocabulary mean nothing. */
  readonly rows: number;
}

async function readHeader({ path, bytes }: NamedBytes): Promise<Header> {
  const isLong = bytes.size >= HEADER_BYTES;
  const header = isLong ? (await readRange({ path, bytes }, 0, HEADER_BYTES)).buffer : new ArrayBuffer(HEADER_BYTES);
  const [magic, version = 0, n_positions, vocab_size = 0, n_layer, n_head, n_embd, padded = 0] = new Int32Array(header);
  if (magic !== MAGIC) throw refuseNotLlmc(path);
  const kind = VERSIONS.get(version);
  if (!kind)
    throw refuseAbout("no_usable_files", path, "unsupported_part", { part: `version ${version}`, format: FORMAT });
  const config = { model_type: "gpt2", n_positions, vocab_size, n_layer, n_head, n_embd };
  return { config, dtype: kind.dtype, rows: kind.padded ? padded : vocab_size };
}

/** Where each tensor begins, and how many elements there are of all; of the embedding there are `rows`. */
function layOut(sizes: Gpt2Config, rows: number): { starts: ReadonlyMap<string, number>; count: number } {
  const inOrder = [
    { name: "wte.weight", count: rows * sizes.n_embd },
    { name: "wpe.weight", count: sizes.n_positions * sizes.n_embd },
    ...blockTensors(sizes).flatMap(({ name, inputs, outputs }) =>
      Array.from({ length: sizes.n_layer }, (_, layer) => ({ name: `h.${layer}.${name}`, count: inputs * outputs })),
    ),
    { name: "ln_f.weight", count: sizes.n_embd },
    { name: "ln_f.bias", count: sizes.n_embd },
  ];
  const starts = new Map<string, number>();
  let at = 0;
  for (const { name, count } of inOrder) {
    starts.set(name, at);
    at += count;
  }
  return { starts, count: at };
}
