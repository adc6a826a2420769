import { vi } from "vitest";
import { acceptEmbedder, type FrameWork, type Watcher } from "../../bridge/embed-host.ts";
import type { Embedders } from "../../contract/embed.ts";
import { succeed } from "../../contract/outcome.ts";
import { pageThatSays } from "../../api/testing/page.ts";
import { FakeBody, FakeElement } from "./fake-element.ts";

/** Where the embedding page is, and the site that it embeds. */
export const PAGE = "https://blog.test";
export const SITE = "https://site.test/gpt/";

const open: MessagePort[] = [];

/** For `afterEach` of each file: a hook that this module sets up counts for the first file alone of those in one process. */
export function leavePage(): void {
  vi.unstubAllGlobals();
  for (const port of open.splice(0)) port.close();
}

export interface FakeSite {
  /** What the frame answers; a site without it is silent. */
  work: FrameWork;
  list: Embedders;
  /** Messages to the frame that it does not get, as while its script is being fetched. */
  deaf: number;
  /** Messages that were meant for the frame. */
  knocks: number;
  /** Whom the frame tells what happens in it. */
  readonly watchers: Set<Watcher>;
}

/** A site whose model says " fine."; the page is trusted unless `list` says otherwise. */
export function fakeSite(changes: Partial<FakeSite> = {}): FakeSite {
  const { host: api, model } = pageThatSays(" fine.");
  const consent = () => Promise.resolve();
  const work: FrameWork = {
    api,
    origin: new URL(SITE).origin,
    load: async () => succeed(model),
    consent,
    setTheme: () => undefined,
    countTokens: async (text) => succeed(text.length),
  };
  return { work, list: { ask: [], trusted: [PAGE] }, deaf: 0, knocks: 0, watchers: new Set(), ...changes };
}

/** A frame that has the real other end of the line in it. */
class FakeFrame extends FakeElement {
  readonly #site: FakeSite;
  readonly contentWindow = {
    postMessage: (data: unknown, target: string, ports: MessagePort[]) => {
      open.push(...ports);
      this.#site.knocks++;
      // A browser delivers to the exact origin alone.
      if (target !== new URL(this.src).origin || this.#site.knocks <= this.#site.deaf) return;
      const message = { data, origin: window.origin, source: window, ports };
      acceptEmbedder(message, window, this.#site.list, this.#site.work, this.#site.watchers);
    },
  };

  constructor(site: FakeSite) {
    super();
    this.#site = site;
  }

  override attach(): void {
    if (this.isConnected) queueMicrotask(() => this.load());
  }

  /** As when the frame's document has come, the first time or anew. */
  load(): void {
    this.dispatchEvent(new Event("load"));
  }
}

/** Puts a page into the global scope, whose frames all show `site`. @returns its body and its frames, the newest last */
export function startFakePage(site: FakeSite, origin = PAGE) {
  const body = new FakeBody();
  const frames: FakeFrame[] = [];
  const createElement = () => {
    const frame = new FakeFrame(site);
    frames.push(frame);
    return frame;
  };
  vi.stubGlobal("document", { body, createElement, baseURI: `${PAGE}/posts/` });
  vi.stubGlobal("window", { origin });
  return { body, frames };
}
