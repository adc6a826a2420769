import type { HostFinder } from "./host-finder.ts";

/** The world as the routes see it. */
export interface ApiWorld {
  readonly version: string;
  /** The pages of the site that compute. */
  readonly pages: HostFinder;
  /** Names this life of the service worker. */
  readonly incarnation: string;
  /** Origin of the site; requests that name another are refused. */
  readonly origin: string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<undefined>;
  /** Where a server answers in the place of pages, how many calls may wait or run there. */
  readonly server?: { readonly most: number };
}
