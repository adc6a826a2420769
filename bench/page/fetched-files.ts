import type { ModelFiles } from "../../src/contract/bytes.ts";

interface Listed {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** A package on the own origin; every file is checked against the manifest before it is used, as the page does it. */
export class FetchedFiles implements ModelFiles {
  readonly #base: string;
  readonly #listed: ReadonlyMap<string, Listed>;

  private constructor(base: string, listed: readonly Listed[]) {
    this.#base = base;
    this.#listed = new Map(listed.map((file) => [file.path, file]));
  }

  static async open(base: string): Promise<FetchedFiles> {
    const manifest: { files: Listed[] } = await (await fetch(`${base}manifest.json`)).json();
    return new FetchedFiles(base, manifest.files);
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

  async bytes(path: string): Promise<Uint8Array> {
    const bytes = new Uint8Array(await (await fetch(this.#base + path)).arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const text = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (text !== this.#entry(path).sha256) throw new Error(`${path} is damaged.`);
    return bytes;
  }

  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const bytes = await this.bytes(path);
    yield bytes;
    // Given back at once, not when the collector comes round: a part has 16 MiB.
    if (bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0);
  }

  #entry(path: string): Listed {
    const entry = this.#listed.get(path);
    if (entry === undefined) throw new Error(`There is no ${path}.`);
    return entry;
  }
}
