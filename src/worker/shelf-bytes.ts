import type { NamedBytes } from "../contract/bytes.ts";
import type { ShelfFiles } from "../store/adapter-shelf.ts";

/** An adapter's files as they are kept. */
export async function bytesOf(files: readonly NamedBytes[]): Promise<ShelfFiles> {
  return Promise.all(
    files.map(async ({ path, bytes }) => ({ path, bytes: new Uint8Array(await bytes.arrayBuffer()) })),
  );
}

/** A kept file as a visitor would give it. */
export function asNamed({ path, bytes }: ShelfFiles[number]): NamedBytes {
  return { path, bytes: new Blob([new Uint8Array(bytes)]) };
}
