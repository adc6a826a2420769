import type { OwnPort } from "../contract/own-port.ts";
import type { StoreCaches } from "./cache-store.ts";
import type { DownloadWorld } from "./download-world.ts";
import type { LookUpWorld } from "./listing.ts";
import type { StoreDirectory } from "./opfs-files.ts";
import type { Locks } from "./with-lock.ts";

/** The part of a `BroadcastChannel` that is used. */
interface ProgressChannel extends OwnPort {
  close(): void;
}

/** SHA-256 of bytes that come piece by piece. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  /** Of the bytes so far, as hexadecimal; more may follow. */
  hex(): string;
  /** Forgets the bytes so far. */
  restart(): void;
}

/** What the store needs of the world; passed in, so that tests can replace it. */
export interface StoreWorld extends LookUpWorld, DownloadWorld {
  /** Root of the origin private file system. @throws where the browser or the frame has none */
  readonly directory: () => Promise<StoreDirectory>;
  /** @throws where the browser or the frame has none */
  readonly caches: () => StoreCaches;
  readonly locks: Locks | undefined;
  readonly openHash: () => Promise<RunningHash>;
  readonly channel: (name: string) => ProgressChannel | undefined;
  /** Milliseconds since the epoch. */
  readonly date: () => number;
}
