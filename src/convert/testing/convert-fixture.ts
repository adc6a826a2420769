import { createHash } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Dtype } from "../../contract/dtypes.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { convertCheckpoint } from "../package.ts";

/** Writes the package of a checkpoint to a new folder, whose path is returned. */
export async function writePackage(checkpoint: Checkpoint, dtypes: readonly Dtype[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-package-"));
  const sha256 = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  for await (const { path, bytes } of convertCheckpoint(checkpoint, { name: "test", dtypes, sha256 })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}
