import type { NamedBytes } from "../../contract/bytes.ts";
import { readRange } from "./read-range.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { readTorchOld } from "./torch-old.ts";
import { readTorchZip } from "./torch-zip.ts";

/**
 * The tensors of a `pytorch_model.bin`, in torch's zip format (since 1.6) or the older one.
 * @throws Refusal `unsafe_pickle`, `malformed_file`, `limit_exceeded`
 */
export async function readTorch(file: NamedBytes): Promise<StoredTensor[]> {
  const [first, second] = await readRange(file, 0, 2);
  return first === 0x50 && second === 0x4b ? readTorchZip(file) : readTorchOld(file);
}
