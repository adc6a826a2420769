import type { ApiHost, ApiStatus } from "../contract/api/host.ts";

/** A page that computes, and what it said of itself when it was found. */
export interface FoundHost {
  readonly host: ApiHost;
  readonly status: ApiStatus;
}

/** Which page is wanted. */
export interface Wanted {
  /** Id of the page that asks: it is preferred to the others. */
  readonly clientId?: string;
  /** Name of the model; absent for any. */
  readonly model?: string;
}

export interface HostFinder {
  /**
   * The page that computes: one with the wanted model if there is any, among those the one that asks, else the one that
   * computed last; where none has it, a page that says what it has instead or why it has none.
   */
  find(wanted?: Wanted): Promise<FoundHost | undefined>;
  /** What every page that answers says of itself. */
  findAll(): Promise<readonly ApiStatus[]>;
}
