import type { PageStore } from "./session-world.ts";
import { isUnderWay } from "./state/run.ts";

/** A new version of the site, which waits until the visitor takes it. */
export class SiteUpdate {
  readonly #store: PageStore;
  #activate = () => {};

  constructor(store: PageStore) {
    this.#store = store;
  }

  /** @param activate loads the page anew, with the new version */
  offer(activate: () => void): void {
    this.#activate = activate;
    this.#store.send({ type: "updated" });
  }

  /** Takes it, where that costs no text that is being written. */
  take(): void {
    if (!isUnderWay(this.#store.state().run)) this.#activate();
  }
}
