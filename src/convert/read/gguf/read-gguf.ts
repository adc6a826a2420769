import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuseAbout, refuseFile } from "../../../contract/refuse-file.ts";
import { holdsVocabulary } from "../../../contract/tokenizer-files.ts";
import { type ConfigObject, parseConfig } from "../../../gpt2/config.ts";
import { transpose } from "../../quantize/transpose.ts";
import { valueUnder } from "../../../contract/at.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { isSameBytes } from "../tied-head.ts";
import { readWhole } from "../read-range.ts";
import { elementCount, type StoredTensor } from "../stored-tensor.ts";
import type { Folder } from "../weight-files.ts";
import { BLOCK_TYPES, type BlockType, decodeBlocks, nameType } from "./block-types.ts";
import { checkMeta, checkParts, chooseGguf } from "./choose-gguf.ts";
import { FORMAT, type GgufHeader, type GgufTensor, readGgufHeader } from "./gguf-header.ts";
import { canonicalName } from "./gguf-names.ts";
import { readGgufTokenizer } from "./gguf-tokenizer.ts";
import { hasTokens } from "./tokenizer-kinds.ts";

/** The format's own; a file may name another power of two. */
const ALIGNMENT = 32;
const MOST_ALIGNMENT = 65_536;
const TOKENIZER_KEYS = /^tokenizer\.ggml\.(?:model|pre|tokens|token_type|merges|\w+_token_id|add_\w+)$/;
const isWanted = (key: string) =>
  /^(?:general\.(?:architecture|type|alignment)$|gpt2\.)/.test(key) || TOKENIZER_KEYS.test(key);

/**
 * GPT-2 as llama.cpp has it, in one file or in parts. Linear weights are [outputs, inputs] there; quantized ones are worked out
 * when they are asked for.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files`, `unsupported_architecture`, `tokenizer_mismatch`
 */
export async function readGguf(folder: Folder): Promise<ForeignCheckpoint> {
  const chosen = chooseGguf([...folder.keys()]);
  checkParts(chosen);
  const files = chosen.map((name) => valueUnder(folder, name));
  const headers: GgufHeader[] = [];
  for (const file of files) headers.push(await readGgufHeader(file, isWanted));
  const meta = headers[0]?.meta ?? new Map();
  const path = files[0]?.path ?? "";
  if (!meta.has("general.architecture")) throw refuseFile(path, "field_missing", { field: "general.architecture" });
  // Files beside it are taken first: its own may be of any kind then.
  const ownTokenizer = hasTokens(meta) && ![...folder.keys()].some(holdsVocabulary);
  checkMeta(ownTokenizer ? meta : withoutTokenizer(meta), path);
  const all = headers.flatMap((header, i) => storedTensors(header, valueUnder(new Map(files.entries()), i)));
  const tensors = await withoutSameHead(all);
  return {
    config: configOf(meta, tensors, path),
    tensors,
    ...(ownTokenizer && { tokenizer: readGgufTokenizer(meta, path) }),
  };
}

function withoutTokenizer(meta: GgufHeader["meta"]): GgufHeader["meta"] {
  return new Map([...meta].filter(([key]) => !key.startsWith("tokenizer.")));
}

function configOf(meta: GgufHeader["meta"], tensors: readonly StoredTensor[], path: string): ConfigObject {
  const needed = (key: string) => {
    const value = meta.get(`gpt2.${key}`);
    if (value === undefined) throw refuseFile(path, "field_missing", { field: `gpt2.${key}` });
    return value;
  };
  const epsilon = needed("attention.layer_norm_epsilon");
  const config = {
    model_type: "gpt2",
    n_positions: needed("context_length"),
    n_embd: needed("embedding_length"),
    n_layer: needed("block_count"),
    n_head: needed("attention.head_count"),
    n_inner: meta.get("gpt2.feed_forward_length") ?? null,
    // The file has it as float32: 1e-5 and nothing after it.
    layer_norm_epsilon: typeof epsilon === "number" ? Number(epsilon.toPrecision(7)) : epsilon,
    activation_function: "gelu_new",
    tie_word_embeddings: !tensors.some(({ name }) => name === "lm_head.weight"),
    vocab_size: tensors.find(({ name }) => name === "wte.weight")?.shape[0],
    ...tokenIds(meta),
  };
  parseConfig(config, path);
  return config;
}

function tokenIds(meta: GgufHeader["meta"]): ConfigObject {
  const ids = ["bos_token_id", "eos_token_id"].map((name) => [name, meta.get(`tokenizer.ggml.${name}`)] as const);
  return Object.fromEntries(ids.filter(([, id]) => id !== undefined));
}

/** The tensors of a file, each within its data and none over another. */
function storedTensors({ meta, tensors, end }: GgufHeader, file: NamedBytes): StoredTensor[] {
  const alignment = meta.get("general.alignment") ?? ALIGNMENT;
  if (
    typeof alignment !== "number" ||
    alignment < 1 ||
    alignment > MOST_ALIGNMENT ||
    !Number.isInteger(Math.log2(alignment))
  )
    throw refuseFile(file.path, "container", { part: "general.alignment", at: "0", format: FORMAT });
  const start = Math.ceil(end / alignment) * alignment;
  let before = 0;
  const placed = [...tensors].sort((a, b) => a.offset - b.offset);
  return placed.map((tensor) => {
    const { name, offset } = tensor;
    const { type, shape, bytes } = measure(tensor, file.path);
    if (offset < before) throw refuseFile(file.path, "entry_begins", { name, begin: `${offset}`, at: `${before}` });
    if (offset % alignment !== 0)
      throw refuseFile(file.path, "container", { part: name, at: `${start + offset}`, format: FORMAT });
    before = offset + bytes;
    if (start + before > file.bytes.size)
      throw refuseFile(file.path, "ends_before", { size: `${file.bytes.size}`, end: `${start + before}` });
    const data = file.bytes.slice(start + offset, start + before);
    return storedTensor({ name: canonicalName(name), path: file.path, dtype: type.name, shape, bytes: data }, type);
  });
}

interface Measured {
  readonly type: BlockType;
  /** The dimension that runs fastest last. */
  readonly shape: readonly number[];
  readonly bytes: number;
}

function measure({ name, dims, type: number }: GgufTensor, path: string): Measured {
  const type = BLOCK_TYPES.get(number);
  if (!type) throw refuseAbout("no_usable_files", path, "quantization", { name, dtype: nameType(number) });
  const shape = [...dims].reverse();
  const count = elementCount(shape, path, name);
  if ((dims[0] ?? 1) % type.values !== 0) throw refuseFile(path, "impossible_shape", { name });
  return { type, shape, bytes: (count / type.values) * type.bytes };
}

function storedTensor(tensor: StoredTensor, type: BlockType): StoredTensor {
  const [outputs = 0, inputs = 0] = tensor.shape;
  const isMatrix = tensor.shape.length === 2 && /\.c_\w+\.weight$/.test(tensor.name);
  const shape = isMatrix ? [inputs, outputs] : tensor.shape;
  const { decode } = type;
  if (decode === undefined) return { ...tensor, shape, ...(isMatrix && { strides: [1, inputs] }) };
  const compute = async () => {
    const values = decodeBlocks({ ...type, decode }, await readWhole(tensor.path, tensor.bytes));
    return isMatrix ? transpose(values, inputs) : values;
  };
  return { ...tensor, shape, compute };
}

/** Converters wrote the embedding a second time as the head; quantized copies are told by their bytes. */
async function withoutSameHead(tensors: readonly StoredTensor[]): Promise<readonly StoredTensor[]> {
  const head = tensors.find(({ name }) => name === "lm_head.weight");
  const embedding = tensors.find(({ name }) => name === "wte.weight");
  if (!head || !embedding || !(await isSameBytes(head, embedding))) return tensors;
  return tensors.filter((tensor) => tensor !== head);
}
