import type { LoadOptions, LoadProgress } from "../contract/load.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import type { Failure } from "../contract/outcome.ts";
import { noteKept, wasRemoved } from "./missed-model.ts";
import { reasonToAsk } from "./reason-to-ask.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { currentWords } from "./words/current.ts";

/** A model that was named, and what was found. */
interface Named {
  readonly source: ModelSource;
  readonly offer?: ModelOffer;
  readonly isRefused?: true;
}

interface LoaderHooks {
  readonly onReady: () => void;
  readonly onFailure: (failure: Failure) => void;
}

/** The model's way to this device. Loads are numbered; what an earlier one answers is dropped. */
export class Loader {
  readonly #world: SessionWorld;
  readonly #store: PageStore;
  readonly #hooks: LoaderHooks;
  #loads = 0;
  #wanted: Named | undefined;
  #running: Named | undefined;

  constructor(world: SessionWorld, store: PageStore, hooks: LoaderHooks) {
    this.#world = world;
    this.#store = store;
    this.#hooks = hooks;
  }

  /** Looks a model up, then fetches it or asks first. @param isChosen the visitor named it in the page, not a link */
  async look(source: ModelSource, isChosen: boolean): Promise<void> {
    const { engine, isFramed } = this.#world;
    const { send } = this.#store;
    const load = this.#start({ source });
    if (isFramed && source.kind === "hub" && !isChosen) {
      return send({ type: "asking", load, why: { kind: "unseen", repo: source.repo } });
    }
    const described = await engine.describe(source);
    if (load !== this.#loads) return;
    if (!described.ok) return this.#fail(load, described.failure);
    const offer = described.value;
    this.#wanted = { source, offer };
    send({ type: "offered", load, offer });
    await this.#askOrFetch(load, offer, isChosen);
  }

  /** Looks up the model that was named by a link, since the visitor wants to know more of it. */
  lookUp(): void {
    if (this.#wanted !== undefined) void this.look(this.#wanted.source, true);
  }

  /** True when this is the model that was looked up last, and it was not refused. */
  isWanted(source: ModelSource): boolean {
    return this.#wanted !== undefined && this.#wanted.isRefused !== true && isSameSource(this.#wanted.source, source);
  }

  /** Fetches the model that was looked up; without options as the visitor chose for it before. */
  begin(options?: LoadOptions): void {
    this.#fetchNamed(this.#wanted, options);
  }

  retry(): void {
    if (this.#wanted?.offer === undefined) this.lookUp();
    else this.begin();
  }

  /** Goes on with the model that runs, and not to the one that was looked up. */
  close(): void {
    this.#loads++;
    this.#wanted = this.#running;
    this.#store.send({ type: "attempt-closed" });
  }

  /** Fetches the model itself where a lighter one stands in for it, however long that takes, and remembers that. */
  loadFull(): void {
    // Weights that were chosen are loaded whatever the line.
    const [weights] = this.#running?.offer?.dtypes ?? [];
    if (weights !== undefined) this.override({ dtype: weights.dtype });
  }

  /** Fetches the model that runs with other options, and remembers them. */
  override(options: LoadOptions): void {
    if (this.#running?.offer === undefined) return;
    this.#world.choices.set(this.#running.offer.name, options);
    this.#fetchNamed(this.#running, options);
  }

  /** @returns the number of the load that begins; one under way is given up: the model's thread would finish it first */
  #start(wanted: Named): number {
    const { send, state } = this.#store;
    if (state().load.kind === "loading") void this.#world.engine.cancelLoad();
    this.#wanted = wanted;
    this.#loads++;
    send({ type: "looking", load: this.#loads, isForeign: !isSameSource(wanted.source, this.#world.ownModel) });
    return this.#loads;
  }

  async #askOrFetch(load: number, offer: ModelOffer, isChosen: boolean): Promise<void> {
    const { engine, kept, watch, choices, isFramed } = this.#world;
    const { send } = this.#store;
    if (await wasRemoved(offer, kept, engine)) send({ type: "notice", text: currentWords().removed(offer.name) });
    const isUnfinished = (await watch.crashed()) !== undefined;
    if (load !== this.#loads) return;
    const options = choices.get(offer.name);
    const why = reasonToAsk(offer, options, { isChosen, isUnfinished, isFramed });
    if (why === undefined) return this.#fetch(load, offer, options);
    send({ type: "asking", load, why });
  }

  #fetchNamed(named: Named | undefined, options?: LoadOptions): void {
    if (named?.offer === undefined) return;
    const { source, offer } = named;
    const load = this.#start({ source, offer });
    this.#store.send({ type: "offered", load, offer });
    void this.#fetch(load, offer, options ?? this.#world.choices.get(offer.name));
  }

  async #fetch(load: number, { source }: ModelOffer, options: LoadOptions): Promise<void> {
    const { engine, watch, kept } = this.#world;
    const { send } = this.#store;
    send({ type: "starting", load, options });
    watch.forget();
    const report = (progress: LoadProgress) => send({ type: "progress", load, progress });
    const loaded = await watch.around(source, () => engine.load(source, options, report));
    if (load !== this.#loads) return;
    if (!loaded.ok) return this.#fail(load, loaded.failure);
    this.#running = this.#wanted;
    send({ type: "loaded", load, info: loaded.value });
    noteKept(kept, loaded.value);
    this.#hooks.onReady();
  }

  #fail(load: number, failure: Failure): void {
    if (this.#wanted !== undefined) this.#wanted = { ...this.#wanted, isRefused: true };
    this.#store.send({ type: "load-failed", load, failure });
    this.#hooks.onFailure(failure);
  }
}
