import type { EngineStatus } from "../contract/engine-status.ts";
import type { Engine } from "../contract/engine.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { StoredModel } from "../contract/model-library.ts";
import { writeKeptPage } from "./kept-page.ts";
import { Loader } from "./loader.ts";
import { noteKept } from "./missed-model.ts";
import { createOpenings, type Openings } from "./openings.ts";
import { PromptText } from "./prompt-text.ts";
import { Runner } from "./runner.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { SiteUpdate } from "./site-update.ts";
import { INITIAL, step } from "./state/page-state.ts";
import { isUnderWay, type RunRequest } from "./state/run.ts";
import { createStore } from "./state/store.ts";

/** What can be done on the page with the model, its texts and the form. Storage, history and clipboard have their own files. */
export interface Session extends Openings {
  readonly store: PageStore;
  readonly engine: Engine;
  /** True in a frame of another page, which may cover what is asked here. */
  readonly isFramed: boolean;
  /** The page as it can be kept over a reload. */
  keep(address: string): Iterable<string>;
  /** Puts the visitor's prompt back, in whose place something from outside came. */
  putBack(): void;
  /** Removes a model from this device. */
  deleteStored(model: StoredModel): ReturnType<Engine["deleteStored"]>;
  /** The model's thread failed, came back, or has the model that was asked for in the place of a lighter one. */
  threadChanged(status: EngineStatus): void;
  /** Loads the model itself where a lighter one stands in for it. */
  loadFull(): void;
  /** Asks the host of a model that a link named for its size and card. */
  lookUp(): void;
  consent(options?: LoadOptions): void;
  retryLoad(): void;
  cancelLoad(): void;
  /** Goes on with the model that runs: the other one is not loaded, or its failure was read. */
  closeAttempt(): void;
  /** Loads the current model again on another backend or with other weights. */
  override(options: LoadOptions): void;
  /** A new version of the site waits; `activate` takes it, when the visitor says so and nothing runs. */
  offerUpdate(activate: () => void): void;
  update(): void;
  /** True while a reload costs the visitor nothing and a foreign model, which may gain from threads, still waits. */
  mayReload(): boolean;
  type(text: string): void;
  generate(): void;
  tryAgain(): void;
  /** Writes what a link or the history brought once more, with its own seed. */
  verify(): void;
  continueFrom(sample: number): void;
  stop(): void;
  /** Writes what a part of the page has planned, and makes what was shown a place to go back to. */
  write(request: RunRequest): void;
  /** Numbers what the engine is asked for. */
  readonly nextRun: () => number;
}

export function createSession(world: SessionWorld): Session {
  const { engine, ownCard, kept, isFramed } = world;
  const store = createStore(step, ownCard === undefined ? INITIAL : { ...INITIAL, ownCard });
  const { send, state } = store;
  const prompt = new PromptText(world, store);
  const loader = new Loader(world, store, {
    onReady() {
      prompt.count();
      runner.startWaiting();
    },
    onFailure: (failure) => runner.failWaiting(failure),
  });
  const runner = new Runner(world, store, () => loader.retry());
  const update = new SiteUpdate(store);
  return {
    store,
    engine,
    isFramed,
    ...createOpenings(world, { store, prompt, loader }),
    keep: (address) => writeKeptPage(state(), address, prompt.isTyped),
    type: (text) => prompt.type(text),
    putBack: () => prompt.putBack(),
    lookUp: () => loader.lookUp(),
    consent: (options) => loader.begin(options),
    retryLoad: () => loader.retry(),
    cancelLoad: () => void engine.cancelLoad(),
    closeAttempt: () => loader.close(),
    loadFull: () => loader.loadFull(),
    override(options) {
      if (!isUnderWay(state().run)) loader.override(options);
    },
    async deleteStored({ id, name }) {
      const outcome = await engine.deleteStored(id);
      if (outcome.ok) kept.delete(name);
      return outcome;
    },
    threadChanged(status) {
      send({ type: "thread", status });
      if (status.kind !== "improved") return;
      noteKept(kept, status.info);
      prompt.count();
    },
    offerUpdate: (activate) => update.offer(activate),
    update: () => update.take(),
    mayReload() {
      const { isForeign, load, run } = state();
      return isForeign && load.kind === "asking" && !prompt.isTyped && run === undefined;
    },
    generate: () => runner.generate(),
    tryAgain: () => runner.tryAgain(),
    verify: () => runner.verify(),
    continueFrom: (sample) => runner.continueFrom(sample),
    stop: () => runner.stop(),
    write: (request) => runner.write(request),
    nextRun: world.nextRun,
  };
}
