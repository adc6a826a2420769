import type { Bringing, Wanted } from "./bring-file.ts";
import { type PassingFile, passFile } from "./pass-file.ts";

/** The files of a model that are held nowhere. One comes at a time: the reader takes them in their order. */
export class PassingFiles {
  readonly #files: ReadonlyMap<string, Wanted>;
  readonly #bringing: Bringing;
  readonly #onFailure: (error: unknown) => void;
  /** Those that nobody has begun to read. */
  readonly #waiting = new Map<string, PassingFile>();
  /** Those whose reader has not come to their end. */
  readonly #read = new Set<PassingFile>();

  /** @param onFailure hears of a file that could not be brought, or had wrong bytes */
  constructor(files: readonly Wanted[], bringing: Bringing, onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#bringing = bringing;
    for (const file of files) this.#waiting.set(file.path, passFile(file, bringing));
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Begins to bring the first file, and each next one as soon as that has come. */
  async arrive(): Promise<void> {
    try {
      for (const file of [...this.#waiting.values()]) await file.arrive();
    } catch (error) {
      this.#onFailure(error);
    }
  }

  /** A file's bytes as they come; whoever reads it once more has it fetched once more. */
  read(path: string): AsyncIterable<Uint8Array> | undefined {
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    const passing = this.#waiting.get(path) ?? passFile(file, this.#bringing);
    this.#waiting.delete(path);
    return this.#hearing(passing);
  }

  async *#hearing(passing: PassingFile): AsyncIterable<Uint8Array> {
    this.#read.add(passing);
    try {
      yield* passing.read();
    } catch (error) {
      if (this.#read.has(passing)) this.#onFailure(error);
      throw error;
    } finally {
      this.#read.delete(passing);
    }
  }

  /** Gives up all that was not read to its end: its download would wait for a reader for ever. */
  end(): void {
    const unread = [...this.#waiting.values(), ...this.#read];
    this.#waiting.clear();
    this.#read.clear();
    for (const passing of unread) passing.drop();
  }

  /** For a file that is to be had in another way. */
  drop(path: string): void {
    this.#waiting.get(path)?.drop();
    this.#waiting.delete(path);
  }
}
