import type { ModelFiles } from "../../contract/bytes.ts";
import type { Dtype } from "../../contract/dtypes.ts";
import type { Checkpoint } from "../../convert/checkpoint.ts";
import { convertCheckpoint } from "../../convert/package.ts";

/** Files in memory, streamed in chunks of `chunkBytes`. */
export class MemoryFiles implements ModelFiles {
  readonly files: Map<string, Uint8Array>;
  readonly #chunkBytes: number;

  constructor(files: Iterable<readonly [string, Uint8Array]>, chunkBytes = 4099) {
    this.files = new Map(files);
    this.#chunkBytes = chunkBytes;
  }

  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  size(path: string): number {
    return this.#file(path).length;
  }

  async text(path: string): Promise<string> {
    return new TextDecoder().decode(this.#file(path));
  }

  async bytes(path: string): Promise<Uint8Array> {
    return this.#file(path);
  }

  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const bytes = this.#file(path);
    for (let at = 0; at < bytes.length; at += this.#chunkBytes) yield bytes.subarray(at, at + this.#chunkBytes);
  }

  #file(path: string): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`There is no ${path}.`);
    return bytes;
  }
}

/** The checkpoint as a package of one dtype. */
export async function packageFiles(checkpoint: Checkpoint, dtype: Dtype): Promise<MemoryFiles> {
  const options = { name: "test", dtypes: [dtype], sha256: async () => "0".repeat(64) };
  const files: [string, Uint8Array][] = [];
  for await (const { path, bytes } of convertCheckpoint(checkpoint, options)) files.push([path, bytes]);
  return new MemoryFiles(files);
}
