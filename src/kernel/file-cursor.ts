import { refuseFile, refuseAbout } from "../contract/refuse-file.ts";
import type { ModelFiles } from "../contract/bytes.ts";

/** Reads ranges of a file in rising order while its bytes arrive, each byte once. */
export class FileCursor {
  readonly #path: string;
  readonly #open: () => AsyncIterator<Uint8Array>;
  #chunks: AsyncIterator<Uint8Array> | undefined;
  #chunk: Uint8Array = new Uint8Array();
  /** Offset in the file of the rest of the chunk. */
  #position = 0;

  constructor(files: ModelFiles, path: string) {
    this.#path = path;
    this.#open = () => files.stream(path)[Symbol.asyncIterator]();
  }

  /**
   * @param finish read on to the file's end behind the range, so that the last bytes are verified as well
   * @throws Refusal `malformed_file` for a range before the last one, `size_mismatch` when the file ends early
   */
  async *read(offset: number, length: number, finish: boolean): AsyncGenerator<Uint8Array> {
    if (offset < this.#position) {
      throw refuseFile(this.#path, "overlap", {});
    }
    for await (const _gap of this.#take(offset - this.#position));
    yield* this.#take(length);
    if (!finish) return;
    while (await this.#next());
  }

  async *#take(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      if (this.#chunk.length === 0 && !(await this.#next())) {
        throw refuseAbout("size_mismatch", this.#path, "ended_early", {});
      }
      const piece = this.#chunk.subarray(0, left);
      this.#chunk = this.#chunk.subarray(piece.length);
      this.#position += piece.length;
      left -= piece.length;
      yield piece;
    }
  }

  /** Fetches the next chunk; false at the end. */
  async #next(): Promise<boolean> {
    this.#chunks ??= this.#open();
    const { done, value } = await this.#chunks.next();
    this.#chunk = done === true ? new Uint8Array() : value;
    return done !== true;
  }
}
