import type { ModelFiles } from "../contract/bytes.ts";
import { CARD, LICENSE, plainSide, SIDES } from "../train/merged-files.ts";

interface SideFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What of a package goes beside the weights of a model that is made of it; no card, which such a model has of its own. */
export async function readSideFiles(files: ModelFiles): Promise<readonly SideFile[]> {
  const paths = [...SIDES, LICENSE].filter((path) => files.paths.includes(path));
  return Promise.all(paths.map(async (path) => ({ path, bytes: plainSide(path, await files.bytes(path)) })));
}

/** The text of its card; empty where there is none. */
export async function readCard(files: ModelFiles): Promise<string> {
  return files.paths.includes(CARD) ? files.text(CARD) : "";
}
