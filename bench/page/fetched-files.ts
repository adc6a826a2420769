import type { ModelFiles } from "../../src/contract/bytes.ts";
import { RunningSha256 } from "../../src/kernel/running-sha256.ts";
import { kernelLoader } from "../../src/worker/kernel-loader.ts";

interface Listed {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Bytes that are read, checked and handed on at once. */
const PIECE_BYTES = 256 * 1024;

/**
 * A package on the own origin; every file is checked against the manifest, one that is streamed while it comes, as on the page. Not the page's
 * own store, which also keeps what it fetches: the first token and the memory of the page are those of `npm run bench:page`.
 */
export class FetchedFiles implements ModelFiles {
  readonly #base: string;
  readonly #listed: ReadonlyMap<string, Listed>;
  readonly #hash: RunningSha256;

  private constructor(base: string, listed: readonly Listed[], hash: RunningSha256) {
    this.#base = base;
    this.#listed = new Map(listed.map((file) => [file.path, file]));
    this.#hash = hash;
  }

  static async open(base: string): Promise<FetchedFiles> {
    const hash = await RunningSha256.open(await kernelLoader()(false));
    const manifest: { files: Listed[] } = await (await fetch(`${base}manifest.json`)).json();
    return new FetchedFiles(base, manifest.files, hash);
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

  async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(await (await this.#fetch(path)).arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.#check(path, Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    return bytes;
  }

  /** Each piece lies where the one before it lay. One file at a time. */
  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const size = this.size(path);
    this.#hash.restart();
    const response = await this.#fetch(path);
    const reader = response.body?.getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(PIECE_BYTES);
    for (let length = 0; length < size; ) {
      const read = await reader?.read(new Uint8Array(buffer));
      if (!read?.value || read.done) throw new Error(`${path} ended early.`);
      this.#hash.update(read.value);
      yield read.value;
      length += read.value.length;
      buffer = read.value.buffer;
    }
    // Only a body that was read to its end counts as transferred.
    await reader?.read(new Uint8Array(1));
    this.#check(path, this.#hash.hex());
  }

  /** As the page's store does it: what is kept elsewhere need not go through the browser's cache. */
  #fetch(path: string): Promise<Response> {
    return fetch(this.#base + path, { cache: "no-store" });
  }

  #check(path: string, sha256: string): void {
    if (sha256 !== this.#entry(path).sha256) throw new Error(`${path} is damaged.`);
  }

  #entry(path: string): Listed {
    const entry = this.#listed.get(path);
    if (entry === undefined) throw new Error(`There is no ${path}.`);
    return entry;
  }
}
