import { digestKey } from "./digest.ts";
import type { ListedFile, OpenOptions } from "./listing.ts";

/** What bytes of a file are counted under, in all tabs: its name in the store, or its path where nobody vouches for it. */
export function countKey({ path, digest }: Pick<ListedFile, "path" | "digest">): string {
  return digest === undefined ? path : digestKey(digest);
}

/** Bytes of several files that are here; what is told of them never goes back. */
export class ByteCount {
  readonly #files: readonly ListedFile[];
  readonly #onBytes: OpenOptions["onBytes"];
  readonly #loaded = new Map<string, number>();
  #reported = 0;

  constructor(files: Iterable<ListedFile>, onBytes: OpenOptions["onBytes"]) {
    this.#files = [...files];
    this.#onBytes = onBytes;
  }

  /** @param loaded bytes of the file under this {@link countKey} */
  count(key: string, loaded: number, paused = false): void {
    this.#loaded.set(key, loaded);
    let here = 0;
    let total = 0;
    for (const file of this.#files) {
      here += Math.min(file.size, this.#loaded.get(countKey(file)) ?? 0);
      total += file.size;
    }
    this.#reported = Math.max(this.#reported, here);
    this.#onBytes?.(this.#reported, total, paused);
  }
}
