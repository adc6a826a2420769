import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { READ_LIMITS } from "./limits.ts";
import type { PickledStorage, PickleValue } from "./pickle-values.ts";
import { readRange } from "./read-range.ts";
import { elementBytes, type StorageBytes, type TorchState, torchTensors } from "./torch-tensors.ts";
import { unpickle } from "./unpickle.ts";

/** Two pickles, torch's magic number and the version 1001, always the same 21 bytes. */
const MAGIC = [
  0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e, 0x80, 0x02, 0x4d, 0xe9,
  0x03, 0x2e,
];

/**
 * `torch.save` before 1.6: magic number, machine, state dictionary and the storages' keys as pickles, then for each key
 * in order the element count (8 bytes) and the elements.
 */
export async function readTorchOld(file: NamedBytes): Promise<TorchState> {
  const head = await readRange(file, 0, Math.min(file.bytes.size, READ_LIMITS.pickleBytes));
  if (MAGIC.some((byte, at) => head[at] !== byte)) throw refuseFile(file.path, "not_torch", {});
  const machine = unpickle(head, file.path, MAGIC.length);
  if (!(machine.value instanceof Map) || machine.value.get("little_endian") !== true) {
    throw refuseFile(file.path, "big_endian", {});
  }
  const state = unpickle(head, file.path, machine.end);
  const keys = unpickle(head, file.path, state.end);
  const storages = await readStorages(file, keys.value, keys.end, state.storages);
  return torchTensors(state.value, file.path, ({ key }) => {
    const storage = storages.get(key);
    if (!storage) throw refuseFile(file.path, "lacks_storage", { key });
    return storage;
  });
}

/** Finds where each storage is, up to the very end of the file. */
async function readStorages(
  file: NamedBytes,
  keys: PickleValue,
  start: number,
  described: ReadonlyMap<string, PickledStorage>,
): Promise<Map<string, StorageBytes>> {
  if (!Array.isArray(keys)) throw refuseFile(file.path, "no_storages", {});
  if (keys.length > READ_LIMITS.tensors)
    throw refuseOver(file.path, "storages", { count: keys.length, most: READ_LIMITS.tensors });
  const found = new Map<string, StorageBytes>();
  let at = start;
  for (const key of keys) {
    const storage = typeof key === "string" ? described.get(key) : undefined;
    if (!storage || found.has(storage.key)) throw refuseFile(file.path, "wrong_storage", { key: String(key) });
    const count = new DataView((await readRange(file, at, at + 8)).buffer).getBigInt64(0, true);
    if (count !== BigInt(storage.count)) throw refuseFile(file.path, "storage_size", { key: storage.key });
    const end = at + 8 + storage.count * elementBytes(storage);
    if (end > file.bytes.size) throw refuseFile(file.path, "ends_in_storage", { key: storage.key });
    found.set(storage.key, { bytes: file.bytes.slice(at + 8, end) });
    at = end;
  }
  if (at !== file.bytes.size) throw refuseFile(file.path, "after_storages", {});
  return found;
}
