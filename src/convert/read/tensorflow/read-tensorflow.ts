import type { NamedBytes } from "../../../contract/bytes.ts";
import { valueUnder } from "../../../contract/at.ts";
import { refuseAbout, refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { type ConfigObject, parseConfig } from "../../../gpt2/config.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { readJson } from "../json-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { readText, readWhole } from "../read-range.ts";
import { elementCount, type StoredTensor } from "../stored-tensor.ts";
import type { Folder } from "../weight-files.ts";
import { type BundleEntry, parseEntry, parseHeader } from "./bundle-entry.ts";
import { findPrefixes, findShards, HPARAMS, STATE } from "./choose-tensorflow.ts";
import { maskedCrc32c } from "./crc32c.ts";
import { FORMAT, readSortedTable } from "./sorted-table.ts";
import { canonicalName } from "./tensorflow-names.ts";

/** The types of weights by their numbers in `DataType`. */
const TYPES = new Map([
  [1, { dtype: "F32", width: 4 }],
  [2, { dtype: "F64", width: 8 }],
  [14, { dtype: "BF16", width: 2 }],
  [19, { dtype: "F16", width: 2 }],
]);

/**
 * GPT-2 as TensorFlow saves the variables of OpenAI's code: an index, shards of data, and `hparams.json`.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files`
 */
export async function readTensorflow(folder: Folder): Promise<ForeignCheckpoint> {
  const prefix = await choosePrefix(folder);
  const index = valueUnder(folder, `${prefix}.index`);
  if (index.bytes.size > READ_LIMITS.tableBytes)
    throw refuseOver(index.path, "file_bytes", { bytes: index.bytes.size, most: READ_LIMITS.tableBytes });
  const table = readSortedTable(await readWhole(index.path, index.bytes), index.path);
  const shards = shardsOf(table, folder, prefix, index.path);
  const tensors = [...table].flatMap(([key, value]) => {
    const name = canonicalName(key);
    return name === undefined ? [] : [storedTensor(name, key, parseEntry(value, index.path, key), shards, index.path)];
  });
  const hparams = folder.get(HPARAMS);
  return { ...(hparams && { config: await readConfig(hparams) }), tensors };
}

/** The checkpoint that the file of their state names, where it is there; else the newest. */
async function choosePrefix(folder: Folder): Promise<string> {
  const prefixes = findPrefixes([...folder.keys()]);
  const state = folder.get(STATE);
  const text = state && prefixes.length > 1 ? await readText(state, READ_LIMITS.jsonBytes) : "";
  const named = /^model_checkpoint_path: "(?:[^"\n]*[/\\])?([^"/\\\n]+)"/m.exec(text)?.[1];
  return prefixes.find((prefix) => prefix === named) ?? prefixes[0] ?? "";
}

async function readConfig(hparams: NamedBytes): Promise<ConfigObject> {
  const { n_vocab, n_ctx, n_embd, n_head, n_layer } = await readJson(hparams);
  for (const [field, value] of Object.entries({ n_vocab, n_ctx, n_embd, n_head, n_layer }))
    if (value === undefined) throw refuseFile(hparams.path, "field_missing", { field });
  const config = { model_type: "gpt2", vocab_size: n_vocab, n_positions: n_ctx, n_embd, n_head, n_layer };
  parseConfig(config, hparams.path);
  return config;
}

/** The files that the header speaks of, in their order. */
function shardsOf(
  table: ReadonlyMap<string, Uint8Array>,
  folder: Folder,
  prefix: string,
  path: string,
): readonly NamedBytes[] {
  const header = table.get("");
  if (!header) throw refuseFile(path, "container", { part: "header", at: "0", format: FORMAT });
  const { shards: count, isLittleEndian } = parseHeader(header, path);
  if (!isLittleEndian) throw refuseFile(path, "big_endian", {});
  const found = findShards([...folder.keys()], prefix);
  const number = (shard: number) => String(shard).padStart(5, "0");
  if (!Number.isSafeInteger(count) || count < 1 || count > READ_LIMITS.files)
    throw refuseFile(path, "container", { part: "num_shards", at: "0", format: FORMAT });
  return Array.from({ length: count }, (_, shard) => {
    const name = `${prefix}.data-${number(shard)}-of-${number(count)}`;
    const file = found.includes(name) ? folder.get(name) : undefined;
    if (!file) throw refuseFile(path, "part_missing", { part: name });
    return file;
  });
}

function storedTensor(
  name: string,
  key: string,
  entry: BundleEntry,
  shards: readonly NamedBytes[],
  path: string,
): StoredTensor {
  const { type, shape, shard, offset, size, crc32c, isSliced } = entry;
  if (isSliced)
    throw refuseAbout("no_usable_files", path, "unsupported_part", { part: `${key}.slices`, format: FORMAT });
  const { dtype, width } = TYPES.get(type) ?? { dtype: `DataType ${type}`, width: undefined };
  const wanted = elementCount(shape, path, key) * (width ?? 0);
  if (width !== undefined && size !== wanted) throw refuseFile(path, "entry_bytes", { name: key, bytes: size, wanted });
  const file = shards[shard];
  if (!file || !(offset >= 0 && size >= 0 && offset + size <= file.bytes.size))
    throw refuseFile(path, "beyond_storage", { name: key });
  return {
    name,
    path: file.path,
    dtype,
    // A linear weight is a convolution of width 1 there.
    shape: shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape,
    bytes: file.bytes.slice(offset, offset + size),
    verify(bytes) {
      if (maskedCrc32c(bytes) !== crc32c) throw refuseFile(file.path, "torch_zip_checksum", { name: key });
    },
  };
}
