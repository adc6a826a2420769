import type { Engine, Tab } from "./drivers/driver.ts";
import type { WatchedSite } from "./watched-site.ts";

/** What the checks of one engine share. */
export interface World {
  readonly engine: Engine;
  /** A site with the small model, its host sends headers. */
  readonly site: WatchedSite;
  /** The site as visitors get it, with its own model: for what is measured. */
  readonly real: string;
  /** What the first engine gave, by name: the others must give the same. */
  readonly references: Map<string, unknown>;
  /** A tab that stays open on the site; a failed check leaves a new one to the next. */
  tab(): Promise<Tab>;
  /** What the watcher wrote down in the tab that stays open, and in those that failed checks left. */
  seen(): Promise<readonly string[]>;
  /** Opens a tab for one piece of work, and closes it. */
  visit<T>(work: (tab: Tab) => Promise<T>, options?: Parameters<Engine["open"]>[0]): Promise<T>;
}

export interface OwnedWorld extends World {
  /** Ends the tab that stays open. */
  leave(): Promise<void>;
}

export function createWorld(parts: Pick<World, "engine" | "site" | "real" | "references">): OwnedWorld {
  let kept: Promise<Tab> | undefined;
  const openKept = async () => {
    const tab = await parts.engine.open();
    await tab.open(parts.site.url);
    await tab.evaluate((page) => page.ready());
    return tab;
  };
  const tab = () => (kept ??= openKept());
  const left: string[] = [];
  return {
    ...parts,
    tab,
    async seen() {
      return [...left, ...(await seenIn(await tab()))];
    },
    async visit(work, options) {
      const tab = await parts.engine.open(options);
      try {
        return await work(tab);
      } finally {
        await tab.close();
      }
    },
    async leave() {
      const tab = await kept?.catch(() => undefined);
      kept = undefined;
      if (tab === undefined) return;
      // One that died cannot say it any more.
      left.push(...(await seenIn(tab).catch(() => [])));
      await tab.close().catch(() => undefined);
    },
  };
}

function seenIn(tab: Tab): Promise<string[]> {
  return tab.evaluate((page) => page.seenByWatcher());
}
