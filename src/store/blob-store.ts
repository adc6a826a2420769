/** A place that keeps files by name. Names of blobs are {@link digestKey}s; whether bytes are right is not its business. */
export interface BlobStore {
  readonly where: "opfs" | "cache" | "memory";
  /** The blob when all `size` bytes of it are there. */
  find(key: string, size: number): Promise<Blob | undefined>;
  /** Bytes of a blob that are there so far. */
  sizeOf(key: string): Promise<number>;
  /** Opens a blob to write on where it ended. One writer at a time. */
  append(key: string): Promise<BlobWriter>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
  readNote(name: string): Promise<string | undefined>;
  /** @throws Refusal `quota`, `storage` */
  writeNote(name: string, text: string): Promise<void>;
  removeNote(name: string): Promise<void>;
  noteNames(): Promise<readonly string[]>;
}

export interface BlobWriter {
  readonly size: number;
  /** @throws Refusal `quota`, `storage` */
  write(chunk: Uint8Array<ArrayBuffer>): void;
  /** Where it holds little at a time: resolves when more can be written. */
  room?(): Promise<void>;
  /** Drops what was written. */
  restart(): void;
  /** Ends the writing; what was written stays. @throws Refusal `quota`, `storage` */
  close(): Promise<void>;
}
