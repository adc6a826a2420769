import type { ModelFiles } from "../../src/contract/bytes.ts";

/** A file on its way: first its bytes, then the word that they are those of the manifest. */
interface Coming {
  readonly path: string;
  readonly fetched: Promise<Uint8Array<ArrayBuffer>>;
  readonly verified: Promise<Uint8Array<ArrayBuffer>>;
}

interface Listed {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Parts of a package are no larger. */
const PART_BYTES = 16 * 1024 * 1024;
/** In the names of the parts. */
const WEIGHTS = ".onnx_data";

/**
 * A package on the own origin; every file is checked against the manifest before it is used. Files that are streamed come
 * one after the other, the first from the beginning: while one is checked and packed the next is fetched. Not the page's
 * own store, which also keeps what it fetches: the first token and the memory of the page are those of `npm run bench:page`.
 */
export class FetchedFiles implements ModelFiles {
  readonly #base: string;
  readonly #listed: ReadonlyMap<string, Listed>;
  readonly #used: ArrayBuffer[] = [];
  #next: Coming | undefined;

  private constructor(base: string, listed: readonly Listed[]) {
    this.#base = base;
    this.#listed = new Map(listed.map((file) => [file.path, file]));
  }

  static async open(base: string): Promise<FetchedFiles> {
    const manifest: { files: Listed[] } = await (await fetch(`${base}manifest.json`)).json();
    const files = new FetchedFiles(base, manifest.files);
    files.#next = files.#weights(files.paths.find((path) => path.includes(WEIGHTS)));
    return files;
  }

  get paths(): readonly string[] {
    return [...this.#listed.keys()];
  }

  size(path: string): number {
    return this.#entry(path).size;
  }

  async text(path: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(path));
  }

  bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#take(path).verified;
  }

  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const coming = this.#take(path);
    await coming.fetched;
    this.#next = this.#weights(this.paths[this.paths.indexOf(path) + 1]);
    const bytes = await coming.verified;
    yield bytes;
    this.#used.push(bytes.buffer);
  }

  /** The file that is coming already, or another from its start. */
  #take(path: string): Coming {
    if (this.#next?.path !== path) return this.#start(path);
    const coming = this.#next;
    this.#next = undefined;
    return coming;
  }

  #weights(path: string | undefined): Coming | undefined {
    return path?.includes(WEIGHTS) === true ? this.#start(path) : undefined;
  }

  #start(path: string): Coming {
    const fetched = this.#fetch(path);
    return { path, fetched, verified: fetched.then((bytes) => this.#check(path, bytes)) };
  }

  async #check(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const text = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (text !== this.#entry(path).sha256) throw new Error(`${path} is damaged.`);
    return bytes;
  }

  /**
   * Reads into a buffer that was used before: the browser frees one of a part's 16 MiB only when its collector comes
   * round, and `arrayBuffer()` would hold the bytes twice for a moment.
   */
  async #fetch(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const { size } = this.#entry(path);
    // As the page's store does it: what is kept elsewhere need not go through the browser's cache.
    const response = await fetch(this.#base + path, { cache: "no-store" });
    const reader = response.body?.getReader({ mode: "byob" });
    let buffer = this.#used.pop() ?? new ArrayBuffer(Math.max(size, PART_BYTES));
    for (let length = 0; length < size; ) {
      const read = await reader?.read(new Uint8Array(buffer, length, size - length));
      if (!read?.value || read.done) throw new Error(`${path} ended early.`);
      length += read.value.length;
      buffer = read.value.buffer;
    }
    // Only a body that was read to its end counts as transferred.
    await reader?.read(new Uint8Array(1));
    return new Uint8Array(buffer, 0, size);
  }

  #entry(path: string): Listed {
    const entry = this.#listed.get(path);
    if (entry === undefined) throw new Error(`There is no ${path}.`);
    return entry;
  }
}
