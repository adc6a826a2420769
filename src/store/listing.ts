import type { ByteSource, ModelFiles } from "../contract/bytes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelSource } from "../contract/model-source.ts";
import type { Digest } from "./digest.ts";

/** One file of a model before its bytes are here. */
export interface ListedFile {
  readonly path: string;
  readonly size: number;
  /** Absent for picked files without a manifest: nobody vouches for those, and they are not kept. */
  readonly digest?: Digest;
  readonly from: { readonly url: string } | { readonly bytes: ByteSource };
}

/** What a model consists of, known from small requests only: no weights were fetched. */
export interface Listing {
  readonly source: ModelSource;
  readonly name: string;
  /** An origin, or `this device`. */
  readonly origin: string;
  /** The commit that the revision stood for when it was asked. */
  readonly commit?: string;
  /** Of a package of ours, also one on the Hub. */
  readonly manifest?: ModelManifest;
  readonly files: readonly ListedFile[];
  /** Another repository, whose files are among these under `base/`: what an adapter was trained on. */
  readonly base?: { readonly name: string; readonly commit: string };
  /** True for a package that was made on this device of the checkpoint under this name. */
  readonly converted?: true;
  /** True for one that was taken out of a file. */
  readonly imported?: true;
}

/** What looking up needs of the world. */
export interface LookUpWorld {
  readonly fetch: typeof fetch;
  /** Address of the site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** Address of the Hub without a slash at its end, e.g. `https://huggingface.co`. */
  readonly hubUrl: string;
}

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Paths that are only read as streams, and as a rule once: where nothing lasts they are not held in memory, either. */
  readonly streamed?: readonly string[];
  /** Bytes of the opened files that are here and verified so far, out of `total`; never goes back. */
  readonly onBytes?: (loaded: number, total: number, paused?: boolean) => void;
}

/** Files that are open for reading. Reads may wait for the download; a failed download fails the read. */
export interface OpenedFiles {
  readonly files: ModelFiles;
  /** A file as bytes that are read in pieces, for files too large to be held. */
  source(path: string): Promise<ByteSource>;
  /** True when one of the files could not be brought. */
  readonly isBroken: boolean;
  /** Where they are kept as things stand: a full disk shows only while a download is written. */
  readonly kept: ModelInfo["kept"];
}
