import { wrongBytes } from "./bring-file.ts";
import type { RunningHash } from "./store-world.ts";

/**
 * Hashes a file's bytes as they are handed on, so that nobody need hold them. A host may send the file from its beginning
 * once more: what was handed on already has to be the same then, and is not handed on again.
 */
export class StreamCheck {
  readonly #path: string;
  readonly #hash: RunningHash;
  /** Bytes that were handed on. */
  #given = 0;
  /** Offset in the file of the next byte that comes. */
  #at = 0;
  /** Hash of what was handed on, where the file comes once more. */
  #before: string | undefined;

  /** @param path for messages */
  constructor(path: string, hash: RunningHash) {
    this.#path = path;
    this.#hash = hash;
  }

  /** From here on the bytes are those of the file's beginning. */
  startAgain(): void {
    if (this.#at === this.#given && this.#given > 0) this.#before = this.#hash.hex();
    this.#hash.restart();
    this.#at = 0;
  }

  /**
   * Takes the next bytes and gives those of them that were not handed on yet.
   * @throws Refusal `integrity` where those that were are not the same
   */
  take(bytes: Uint8Array): Uint8Array {
    const again = bytes.subarray(0, Math.max(0, this.#given - this.#at));
    this.#add(again);
    if (this.#before !== undefined && this.#at === this.#given) {
      if (this.#hash.hex() !== this.#before) throw wrongBytes(this.#path);
      this.#before = undefined;
    }
    const fresh = bytes.subarray(again.length);
    this.#add(fresh);
    this.#given = Math.max(this.#given, this.#at);
    return fresh;
  }

  /** @throws Refusal `integrity` unless the bytes so far hash to this, as hexadecimal SHA-256 */
  finish(hex: string): void {
    if (this.#hash.hex() !== hex) throw wrongBytes(this.#path);
  }

  #add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#at += bytes.length;
  }
}
