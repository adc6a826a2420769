import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { READ_LIMITS } from "./limits.ts";
import { decodeText, readWhole } from "./read-range.ts";
import { elementBytes, type TorchState, torchTensors } from "./torch-tensors.ts";
import { unpickle } from "./unpickle.ts";
import { readZip, type ZipEntry } from "./zip.ts";

/** `torch.save` since 1.6: a zip of one folder with `data.pkl` and one entry `data/<key>` per storage. */
export async function readTorchZip(file: NamedBytes): Promise<TorchState> {
  const entries = await readZip(file);
  const root = rootFolder([...entries.keys()], file.path);
  if (entries.has(`${root}/constants.pkl`)) {
    throw refuseFile(file.path, "torchscript", {});
  }
  const order = entries.get(`${root}/byteorder`);
  if (order && decodeText(await content(order, 16, file.path), file.path) !== "little") {
    throw refuseFile(file.path, "big_endian", {});
  }
  const pickle = entries.get(`${root}/data.pkl`);
  if (!pickle) throw refuseFile(file.path, "no_pickle", {});
  const bytes = await content(pickle, READ_LIMITS.pickleBytes, file.path);
  const { value, end } = unpickle(bytes, file.path);
  if (end !== bytes.length) throw refuseFile(file.path, "after_pickle", {});
  return torchTensors(value, file.path, (storage) => {
    const entry = entries.get(`${root}/data/${storage.key}`);
    if (!entry) throw refuseFile(file.path, "lacks_storage", { key: storage.key });
    if (entry.bytes.size !== storage.count * elementBytes(storage)) {
      throw refuseFile(file.path, "storage_bytes", {
        key: storage.key,
        bytes: entry.bytes.size,
        elements: storage.count,
      });
    }
    return entry;
  });
}

/** All entries are in one folder, whose name the file once had. */
function rootFolder(names: readonly string[], path: string): string {
  const roots = new Set(names.map((name) => name.slice(0, name.indexOf("/"))));
  const [root = ""] = roots;
  if (roots.size !== 1 || root === "") throw refuseFile(path, "zip_not_torch", {});
  return root;
}

async function content(entry: ZipEntry, limit: number, path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.bytes.size > limit)
    throw refuseOver(path, "entry_bytes", { name: entry.name, bytes: entry.bytes.size, most: limit });
  const bytes = await readWhole(path, entry.bytes);
  entry.verify(bytes);
  return bytes;
}
