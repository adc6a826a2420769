import type { NamedBytes } from "../../../contract/bytes.ts";
import { readCheckpoint } from "../read-checkpoint.ts";

/** Reads a checkpoint and every tensor of it, as a conversion does. */
export async function loadAll(files: readonly NamedBytes[]): Promise<void> {
  const checkpoint = await readCheckpoint(files);
  for (const name of checkpoint.tensorNames) await checkpoint.tensor(name);
}
