/** Addresses that the model's thread works with. */
export interface Addresses {
  /** The site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** The Hub, without a slash at its end. */
  readonly hubUrl: string;
}

/** Starts the model's thread. The only place that knows where its code lies. */
export function startModelWorker(addresses: Addresses): Worker {
  // A worker's name is the one thing that it has before its first message.
  return new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module", name: JSON.stringify(addresses) });
}
