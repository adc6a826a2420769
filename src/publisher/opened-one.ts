import { refuse } from "../contract/outcome.ts";
import { adapterIdIn, type OpenedPackage } from "../contract/publishing.ts";
import { EditedAdapter, openAdapter } from "./open-adapter.ts";
import { EditedPackage, openPackage } from "./open-package.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** The package or the adapter that is open: what was opened last, whatever comes in first. */
export class OpenedOne {
  #current: EditedPackage | EditedAdapter | undefined;
  #opens = 0;

  /** @throws Refusal `not_loaded` */
  get any(): EditedPackage | EditedAdapter {
    if (this.#current === undefined) throw refuse("not_loaded", "none", {});
    return this.#current;
  }

  /** @throws Refusal `not_loaded` where an adapter is open, too: it has no site */
  get package(): EditedPackage {
    if (this.#current instanceof EditedPackage) return this.#current;
    throw refuse("not_loaded", "none", {});
  }

  get adapter(): EditedAdapter | undefined {
    return this.#current instanceof EditedAdapter ? this.#current : undefined;
  }

  /** @throws Refusal of the store, `cancelled` where another one was opened meanwhile */
  async open(world: PublisherWorld, key: string): Promise<OpenedPackage> {
    const own = ++this.#opens;
    const before = this.#current;
    this.#current = undefined;
    await before?.close();
    const id = adapterIdIn(key);
    const next = await (id === undefined ? openPackage(world, key) : openAdapter(world, id));
    try {
      const described = await next.describe();
      if (own !== this.#opens) throw refuse("cancelled", "load", {});
      this.#current = next;
      return described;
    } catch (error) {
      await next.close();
      throw error;
    }
  }
}
