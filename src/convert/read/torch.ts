import type { NamedBytes } from "../../contract/bytes.ts";
import { readRange } from "./read-range.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { readTorchOld } from "./torch-old.ts";
import type { TorchState } from "./torch-tensors.ts";
import { readTorchZip } from "./torch-zip.ts";

/**
 * The tensors of a file of `torch.save`, in torch's zip format (since 1.6) or the older one.
 * @throws Refusal `unsafe_pickle`, `malformed_file`, `limit_exceeded`
 */
export async function readTorch(file: NamedBytes): Promise<readonly StoredTensor[]> {
  return (await readTorchState(file)).tensors;
}

/** The tensors, and what was saved beside them. @throws Refusal as {@link readTorch} */
export async function readTorchState(file: NamedBytes): Promise<TorchState> {
  return (await startsWith(file, ZIP)) ? readTorchZip(file) : readTorchOld(file);
}

/** Whether a file begins as `torch.save` begins one: a zip, or a pickle. */
export async function isTorch(file: NamedBytes): Promise<boolean> {
  return (await startsWith(file, ZIP)) || (await startsWith(file, PICKLE));
}

const ZIP = [0x50, 0x4b];
const PICKLE = [0x80, 0x02];

async function startsWith(file: NamedBytes, bytes: readonly number[]): Promise<boolean> {
  if (file.bytes.size < bytes.length) return false;
  const start = await readRange(file, 0, bytes.length);
  return bytes.every((byte, i) => start[i] === byte);
}
