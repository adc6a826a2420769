/** Bytes that can be read in pieces: a `Blob` or `File` in browser and Node fits as it is. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to, not including, `end`. Reads nothing yet. */
  slice(start: number, end: number): ByteSource;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file of a checkpoint or package under its path inside the folder. */
export interface NamedBytes {
  readonly path: string;
  readonly bytes: ByteSource;
}

/** The verified files of one model as the runtime reads them. */
export interface ModelFiles {
  readonly paths: readonly string[];
  /** @throws Refusal `no_usable_files` when there is no such file */
  size(path: string): number;
  text(path: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
  /** The file's bytes in order, in chunks of any size, as they arrive; each chunk is verified or its part fails later. */
  stream(path: string): AsyncIterable<Uint8Array>;
}
