import { sha256 } from "@noble/hashes/sha2.js";
import { wrongBytes } from "./bring-file.ts";
import { toHex } from "./digest.ts";

/**
 * Hashes a file's bytes as they are handed on, so that nobody need hold them. A host may send the file from its beginning
 * once more: what was handed on already has to be the same then, and is not handed on again.
 */
export class StreamCheck {
  readonly #path: string;
  #hash = sha256.create();
  /** Bytes that were handed on. */
  #given = 0;
  /** Offset in the file of the next byte that comes. */
  #at = 0;
  /** Hash of what was handed on, where the file comes once more. */
  #before: string | undefined;

  /** @param path for messages */
  constructor(path: string) {
    this.#path = path;
  }

  /** From here on the bytes are those of the file's beginning. */
  startAgain(): void {
    if (this.#at === this.#given && this.#given > 0) this.#before = this.#sum();
    this.#hash = sha256.create();
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
      if (this.#sum() !== this.#before) throw wrongBytes(this.#path);
      this.#before = undefined;
    }
    const fresh = bytes.subarray(again.length);
    this.#add(fresh);
    this.#given = Math.max(this.#given, this.#at);
    return fresh;
  }

  /** @throws Refusal `integrity` unless the bytes so far hash to this, as hexadecimal SHA-256 */
  finish(hex: string): void {
    if (this.#sum() !== hex) throw wrongBytes(this.#path);
  }

  #add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#at += bytes.length;
  }

  #sum(): string {
    return toHex(this.#hash.clone().digest());
  }
}
