import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { refuse } from "../../contract/outcome.ts";
import { refuseWithoutWeights } from "../../contract/without-config.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readSafetensors } from "./safetensors.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { readTorch } from "./torch.ts";

/** Files of one folder by name. */
export type Folder = ReadonlyMap<string, NamedBytes>;

type Reader = (file: NamedBytes) => Promise<readonly StoredTensor[]>;

/** What a checkpoint's weights may be called, the best first. */
const FORMS: readonly { readonly whole: string; readonly index: string; readonly read: Reader }[] = [
  { whole: "model.safetensors", index: "model.safetensors.index.json", read: readSafetensors },
  { whole: "pytorch_model.bin", index: "pytorch_model.bin.index.json", read: readTorch },
];

/** Whether weights are there under the names that `save_pretrained` gives. */
export function hasWeights(names: readonly string[]): boolean {
  return FORMS.some(({ whole, index }) => names.includes(whole) || names.includes(index));
}

/**
 * The tensors of a checkpoint, whole or in parts, under the names its files give them.
 * @throws Refusal `no_usable_files` and all that the formats' readers throw
 */
export async function readWeightFiles(folder: Folder): Promise<readonly StoredTensor[]> {
  for (const { whole, index, read } of FORMS) {
    const file = folder.get(whole);
    if (file) return read(file);
    const indexFile = folder.get(index);
    if (indexFile) return readParts(indexFile, folder, read);
  }
  throw refuseWithoutWeights(
    [...folder.keys()],
    FORMS.flatMap(({ whole, index }) => [whole, index]),
  );
}

/** The first file that a form chooses from a folder in which it chooses some. */
export function chosenFile(folder: Folder, choose: (names: readonly string[]) => readonly string[]): NamedBytes {
  const [name = ""] = choose([...folder.keys()]);
  const file = folder.get(name);
  if (!file) throw refuse("internal", "no_tensor", { name });
  return file;
}

/** The tensors of what a form chooses from a folder, whole or in parts behind their index. */
export async function readChosen(
  folder: Folder,
  choose: (names: readonly string[]) => readonly string[],
  read: Reader,
): Promise<readonly StoredTensor[]> {
  const file = chosenFile(folder, choose);
  return file.path.endsWith(".index.json") ? readParts(file, folder, read) : read(file);
}

/** Every part is read once; each tensor must be where the index says, and nowhere else. */
async function readParts(index: NamedBytes, folder: Folder, read: Reader): Promise<StoredTensor[]> {
  const map = (await readJsonObject(index, READ_LIMITS.jsonBytes)).get("weight_map");
  if (!(map instanceof Map) || map.size === 0) throw refuseFile(index.path, "no_weight_map", {});
  if (map.size > READ_LIMITS.tensors)
    throw refuseOver(index.path, "tensors", { count: map.size, most: READ_LIMITS.tensors });
  const tensors = new Map<string, StoredTensor>();
  for (const part of new Set(map.values())) {
    const file = typeof part === "string" ? folder.get(part) : undefined;
    if (!file) throw refuseFile(index.path, "part_missing", { part: String(part) });
    for (const tensor of await read(file)) {
      if (map.get(tensor.name) !== part)
        throw refuseFile(file.path, "against_index", { name: tensor.name, index: index.path });
      tensors.set(tensor.name, tensor);
    }
  }
  for (const name of map.keys()) {
    if (!tensors.has(name)) throw refuseFile(index.path, "not_in_parts", { name });
  }
  return [...tensors.values()];
}
