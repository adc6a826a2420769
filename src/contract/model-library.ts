import type { ByteSource, NamedBytes } from "./bytes.ts";
import type { ModelSource } from "./model-source.ts";
import type { Outcome } from "./outcome.ts";

/** A model kept on this device. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  readonly source: ModelSource;
  readonly commit?: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly lastUsed: number;
  readonly complete: boolean;
}

/** A file for the visitor's disk. A Blob: not every browser lets a stream go from a thread to the page. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: ByteSource;
}

/** The models that are kept on this device. None of these needs a model that is loaded. */
export interface ModelLibrary {
  stored(): Promise<Outcome<readonly StoredModel[]>>;
  /** Hashes every file; damaged ones are removed, and the next load fetches them again. */
  verifyStored(id: string): Promise<Outcome<{ readonly damaged: readonly string[] }>>;
  deleteStored(id: string): Promise<Outcome<void>>;
  exportStored(id: string): Promise<Outcome<SavedFile>>;
  importStored(file: NamedBytes): Promise<Outcome<StoredModel>>;
  /** The model in a zip: one that was exported or saved is kept first, the files of a zipped folder are unpacked. */
  openArchive(file: NamedBytes): Promise<Outcome<ModelSource>>;
}
