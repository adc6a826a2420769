import { CACHE_ADDRESSES } from "../../contract/on-device.ts";
import { createModelStore, type ModelStore } from "../model-store.ts";
import type { StoreWorld } from "../store-world.ts";
import { type Cached, viewCaches } from "./fake-caches.ts";
import { createFolder, filesUnder, viewFolder } from "./fake-directory.ts";
import { FakeLocks } from "./fake-locks.ts";
import { FakeRepos } from "./fake-repos.ts";
import { nodeWorld } from "./node-world.ts";
import { seededRandom, Turns } from "./turns.ts";

const HUB = "https://hub.test";

/** What the browser of a test has: synchronous file handles or not, locks or not. */
export interface Browser {
  readonly keepsIn: "opfs" | "cache";
  readonly locks: boolean;
}

/** A tab of the site with a store of its own, over the storage that all tabs share. */
export interface Tab {
  readonly store: ModelStore;
  readonly world: StoreWorld;
  /** Closes the tab: whatever it does stops in the middle, and its locks are free. */
  end(): void;
}

/** A site in a browser, whose tabs take turns by chance. Needs {@link FileHandleStub} where files are kept in OPFS. */
export class FakeOrigin {
  readonly random: () => number;
  readonly repos = new FakeRepos(HUB);
  readonly #browser: Browser;
  readonly #turns: Turns;
  readonly #locks = new FakeLocks();
  readonly #root = createFolder();
  readonly #cached: Cached = new Map();
  #tabs = 0;
  /** Milliseconds since the epoch. */
  date = 1_700_000_000_000;

  constructor(seed: number, browser: Browser) {
    this.random = seededRandom(seed);
    this.#turns = new Turns(this.random);
    this.#browser = browser;
  }

  open(): Tab {
    this.#tabs++;
    const tab = this.#tabs;
    const turn = () => this.#turns.wait(tab);
    const { keepsIn, locks } = this.#browser;
    const world: StoreWorld = {
      ...nodeWorld(HUB),
      fetch: this.repos.fetchOf(turn),
      caches: () => viewCaches(this.#cached, turn),
      ...(keepsIn === "opfs" && { directory: async () => viewFolder(this.#root, tab, turn) }),
      locks: locks ? this.#locks.ofTab(tab) : undefined,
      date: () => this.date,
      sleep: async () => turn(),
    };
    return { store: createModelStore(world), world, end: () => this.#end(tab) };
  }

  /** Every file and note with its size, by name. */
  files(): ReadonlyMap<string, number> {
    const inCache = [...this.#cached].map(([url, { size }]) => {
      const prefix = Object.values(CACHE_ADDRESSES).find((address) => url.startsWith(address)) ?? "";
      return [url.slice(prefix.length), size] as const;
    });
    const inFolders = [...filesUnder(this.#root)].map(([name, { bytes }]) => [name, bytes.length] as const);
    return new Map([...inCache, ...inFolders]);
  }

  #end(tab: number): void {
    this.#turns.endTab(tab);
    this.#locks.endTab(tab);
    for (const entry of filesUnder(this.#root).values()) if (entry.openedBy === tab) entry.openedBy = undefined;
  }
}

/** Says that this browser has synchronous file handles. */
export class FileHandleStub {
  createSyncAccessHandle(): void {}
}
