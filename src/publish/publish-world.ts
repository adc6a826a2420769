/** What a client of a host touches of the world. */
export interface PublishWorld {
  readonly fetch: typeof fetch;
  /** Resolves later; rejects with the signal's reason when it is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The real wait, by the platform's timer. */
export function waitFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Where something is published, with the right to do so. */
export interface Account {
  /** Address of the host, without a slash at its end. */
  readonly host: string;
  /** Never in an address, a message or a log. */
  readonly token: string;
}

/** How a client of a host is called: by whose right, through what, who hears how far it is, and what ends it. */
export interface PublishCall {
  readonly account: Account;
  readonly world: PublishWorld;
  readonly onProgress?: (progress: PublishProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One bar for all of it: `fraction` goes from 0 to 1 and never back. */
export interface PublishProgress {
  readonly step: "hashing" | "uploading" | "committing";
  readonly fraction: number;
  /** The file that was worked on last. */
  readonly path?: string;
}
