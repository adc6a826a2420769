import type { ModelSource } from "../contract/model-source.ts";
import { SESSION_ITEMS } from "../contract/on-device.ts";
import { readIntent } from "./intent.ts";
import type { KeptPage } from "./kept-page-schema.ts";
import { readKeptPage, resume } from "./kept-page.ts";
import { Places } from "./places.ts";
import type { Session } from "./session.ts";
import { isUnderWay, type Run } from "./state/run.ts";

/** How long something is shown: until the signal, or as long as the page. */
export type Shown = Pick<AddEventListenerOptions, "signal">;

/** Whether the browser brought this page back, by a reload or a way back, or opens an address. */
export function isReturn(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.type !== "navigate";
}

export function readKept(): KeptPage | undefined {
  try {
    return readKeptPage(sessionStorage.getItem(SESSION_ITEMS.page + location.pathname) ?? "");
  } catch {
    // Refused.
    return undefined;
  }
}

/**
 * What the page shows outlives a reload and a visit to another page, but not the tab. A page that is ended in the
 * background, as phones do it, is told nothing: it was kept when it went there, and after each run.
 * @param shown its signal ends it, where the session is shown for less long than the page
 */
export function keepWhenLeft(session: Session, shown: Shown = {}): void {
  const keep = () => {
    for (const text of session.keep(location.href)) {
      try {
        return sessionStorage.setItem(SESSION_ITEMS.page + location.pathname, text);
      } catch {
        // Refused, or too long: the next one is shorter.
      }
    }
  };
  let last: Run | undefined;
  const unsubscribe = session.store.subscribe(() => {
    const { run } = session.store.state();
    if (run === last || isUnderWay(run)) return;
    last = run;
    keep();
  });
  shown.signal?.addEventListener("abort", unsubscribe);
  addEventListener("pagehide", keep, shown);
  const keepHidden = () => {
    if (document.visibilityState === "hidden") keep();
  };
  document.addEventListener("visibilitychange", keepHidden, shown);
}

/**
 * Follows the address in this document: to what was shown there, where the browser returns to it; else to what it asks for.
 * @param shown its signal ends it, where the session is shown for less long than the page
 * @returns what makes another place of this address, so that the way back leads to what is shown now
 */
export function followMoves(session: Session, ownModel: ModelSource, shown: Shown = {}): () => void {
  const places = new Places<string>(history, () => String(Math.random()));
  let address = location.href;
  const move = () => {
    const [text = ""] = session.keep(address);
    return places.move(text);
  };
  const onMove = () => {
    if (!places.hasMoved()) return;
    const returned = move();
    address = location.href;
    const kept = readKeptPage(returned ?? "");
    const asked = readIntent(new URL(address), ownModel);
    const { intent } = kept === undefined ? { intent: asked } : resume(kept, asked, address, true);
    void session.open(intent, kept);
  };
  // Not every browser fires both for every way to another place.
  addEventListener("popstate", onMove, shown);
  addEventListener("hashchange", onMove, shown);
  return () => {
    history.pushState(undefined, "");
    move();
  };
}
