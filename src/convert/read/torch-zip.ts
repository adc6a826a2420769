import type { NamedBytes } from "../../contract/bytes.ts";
import { malformed, overLimit, quoted } from "../../contract/malformed.ts";
import { READ_LIMITS } from "./limits.ts";
import { decodeText, readWhole } from "./read-range.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { elementBytes, torchTensors } from "./torch-tensors.ts";
import { unpickle } from "./unpickle.ts";
import { readZip, type ZipEntry } from "./zip.ts";

/** `torch.save` since 1.6: a zip of one folder with `data.pkl` and one entry `data/<key>` per storage. */
export async function readTorchZip(file: NamedBytes): Promise<StoredTensor[]> {
  const entries = await readZip(file);
  const root = rootFolder([...entries.keys()], file.path);
  if (entries.has(`${root}/constants.pkl`)) {
    throw malformed(file.path, "is a TorchScript program.", "Save model.state_dict() with torch.save.");
  }
  const order = entries.get(`${root}/byteorder`);
  if (order && decodeText(await content(order, 16, file.path), file.path) !== "little") {
    throw malformed(file.path, "is not little-endian.", "Save it on a usual machine.");
  }
  const pickle = entries.get(`${root}/data.pkl`);
  if (!pickle) throw malformed(file.path, "lacks data.pkl: this zip is not a PyTorch checkpoint.");
  const bytes = await content(pickle, READ_LIMITS.pickleBytes, file.path);
  const { value, end } = unpickle(bytes, file.path);
  if (end !== bytes.length) throw malformed(file.path, "has bytes after its pickle.");
  return torchTensors(value, file.path, (storage) => {
    const entry = entries.get(`${root}/data/${storage.key}`);
    if (!entry) throw malformed(file.path, `lacks the storage ${quoted(storage.key)}.`);
    if (entry.bytes.size !== storage.count * elementBytes(storage)) {
      throw malformed(
        file.path,
        `the storage ${quoted(storage.key)} has ${entry.bytes.size} bytes, not ${storage.count} elements.`,
      );
    }
    return entry;
  });
}

/** All entries are in one folder, whose name the file once had. */
function rootFolder(names: readonly string[], path: string): string {
  const roots = new Set(names.map((name) => name.slice(0, name.indexOf("/"))));
  const [root = ""] = roots;
  if (roots.size !== 1 || root === "") throw malformed(path, "is a zip, but not a PyTorch checkpoint.");
  return root;
}

async function content(entry: ZipEntry, limit: number, path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.bytes.size > limit) throw overLimit(path, `${quoted(entry.name)} has ${entry.bytes.size} bytes`, limit);
  const bytes = await readWhole(path, entry.bytes);
  entry.verify(bytes);
  return bytes;
}
