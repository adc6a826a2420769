/** What a download needs of the world. */
export interface DownloadWorld {
  readonly fetch: typeof fetch;
  readonly isOnline: () => boolean;
  /** Resolves when the network is said to be back, or is worth a try. @throws the signal's reason */
  readonly whenOnline: (signal: AbortSignal) => Promise<void>;
  /** @throws the signal's reason */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
