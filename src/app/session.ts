import type { Engine, EngineStatus, LoadOptions } from "../contract/engine.ts";
import type { StoredModel } from "../contract/model-library.ts";
import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import type { Chosen } from "./chosen-files.ts";
import type { HistoryEntry } from "./history.ts";
import type { Intent } from "./intent.ts";
import { type KeptPage, restoringEvent, writeKeptPage } from "./kept-page.ts";
import { createLoader, isKept } from "./loader.ts";
import { createRunner } from "./runner.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { INITIAL, step } from "./state/page-state.ts";
import { isUnderWay } from "./state/run.ts";
import { createStore } from "./state/store.ts";

/** Milliseconds of quiet before a prompt's tokens are counted. */
const COUNT_AFTER_MS = 200;
/** A longer prompt is only counted by the run itself: counting would keep the model's thread busy while one types. */
const COUNT_UP_TO = 100_000;

/** What can be done on the page with the model, its texts and the form. Storage, history and clipboard have their own files. */
export interface Session {
  readonly store: PageStore;
  readonly engine: Engine;
  /** True in a frame of another page, which may cover what is asked here. */
  readonly isFramed: boolean;
  /** Follows the page's address: model, shared run, text. @param kept what stood here before the page was loaded anew */
  open(intent: Intent, kept?: KeptPage): Promise<void>;
  /** The page as it can be kept over a reload. */
  keep(address: string): Iterable<string>;
  /** Puts the visitor's prompt back, in whose place something from outside came. */
  putBack(): void;
  /** Loads a model the visitor chose in the page; files and small models of this site need no second question. */
  choose(source: ModelSource): Promise<void>;
  /** Files of a model, or a zip with one in it, that the visitor picked or dropped. */
  chooseFiles(chosen: Chosen): Promise<void>;
  /** Shows an earlier run once more, and opens the model that wrote it. */
  reopen(entry: HistoryEntry): Promise<void>;
  openOwnModel(): void;
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
}

export function createSession(world: SessionWorld): Session {
  const { ownCard } = world;
  const store = createStore(step, ownCard === undefined ? INITIAL : { ...INITIAL, ownCard });
  const { send, state } = store;
  const { engine } = world;
  let forgetCount = () => {};
  let hasTyped = false;
  /** Numbers what is chosen: a zip that is unpacked too late is not opened any more. */
  let choices = 0;
  let activateUpdate = () => {};

  const countPrompt = (): void => {
    forgetCount();
    forgetCount = world.later(async () => {
      const { prompt: text, load } = state();
      if (load.kind !== "ready" || text.length > COUNT_UP_TO) return;
      const counted = await engine.countTokens(text);
      if (counted.ok) send({ type: "prompt-counted", text, tokens: counted.value });
    }, COUNT_AFTER_MS);
  };

  const loader = createLoader(world, store, {
    onReady() {
      countPrompt();
      runner.startWaiting();
    },
    onFailure: (failure) => runner.failWaiting(failure),
  });
  const runner = createRunner(world, store, loader.retry);

  const choose = (source: ModelSource): Promise<void> => {
    choices++;
    send({ type: "unpacking", file: undefined });
    return loader.look(source, true);
  };

  const type = (text: string): void => {
    hasTyped = text !== "";
    send({ type: "prompt", text });
    countPrompt();
  };

  const restore = (kept: KeptPage): void => {
    hasTyped = kept.typed;
    send(restoringEvent(kept));
  };

  /** What was typed is not lost by what comes from outside: it can be put back. */
  const replacePrompt = (text: string): void => {
    const { prompt } = state();
    if (hasTyped && prompt.trim() !== "" && prompt !== text) send({ type: "replaced", prompt });
    hasTyped = false;
    send({ type: "prompt", text });
  };

  return {
    store,
    engine,
    isFramed: world.isFramed,
    lookUp: loader.lookUp,
    keep: (address) => writeKeptPage(state(), address, hasTyped),
    putBack() {
      const { replaced } = state();
      if (replaced === undefined) return;
      send({ type: "replaced", prompt: undefined });
      type(replaced);
    },
    async open({ source, shared, text, failure }, kept) {
      if (kept !== undefined) restore(kept);
      if (failure !== undefined) send({ type: "notice", text: failure });
      if (text !== undefined) replacePrompt(text);
      if (shared !== undefined) {
        const { prompt, parameters, continued, output, revision, device } = shared;
        const brought = output && {
          prompt,
          parameters,
          texts: output,
          source,
          ...(revision !== undefined && { commit: revision }),
          ...(device !== undefined && { device }),
        };
        const after = continued && { continued };
        replacePrompt(prompt);
        send({ type: "linked", prompt, parameters, ...after, ...(brought !== undefined && { shared: brought }) });
      }
      if (loader.isWanted(source)) countPrompt();
      else await loader.look(source, false);
    },
    choose,
    async chooseFiles(chosen) {
      if (chosen.kind === "model") return choose(chosen.source);
      const choice = ++choices;
      send({ type: "unpacking", file: chosen.file.path });
      const opened = await engine.openZip(chosen.file);
      if (choice !== choices) return;
      send({ type: "unpacking", file: undefined });
      if (opened.ok) return loader.look(opened.value, true);
      send({ type: "notice", text: opened.failure });
    },
    async reopen({ prompt, parameters, continued, texts, model, source }) {
      const earlier = { prompt, parameters, texts, earlierWith: model, ...(source && { source }) };
      send({ type: "linked", prompt, parameters, ...(continued && { continued }), shared: earlier });
      const { load } = state();
      const isHere = source === undefined || (load.kind === "ready" && isSameSource(load.info.source, source));
      if (isHere) countPrompt();
      else await loader.look(source, true);
    },
    openOwnModel: () => void loader.look(world.ownModel, true),
    async deleteStored({ id, name }) {
      const outcome = await engine.deleteStored(id);
      if (outcome.ok) world.kept.delete(name);
      return outcome;
    },
    threadChanged(status) {
      send({ type: "thread", status });
      if (status.kind !== "improved") return;
      if (isKept(status.info)) world.kept.add(status.info.name);
      countPrompt();
    },
    loadFull: loader.loadFull,
    consent: (options) => loader.begin(options),
    retryLoad: loader.retry,
    cancelLoad() {
      void engine.cancelLoad();
    },
    closeAttempt: loader.close,
    override(options) {
      if (!isUnderWay(state().run)) loader.override(options);
    },
    offerUpdate(activate) {
      activateUpdate = activate;
      send({ type: "updated" });
    },
    update() {
      if (!isUnderWay(state().run)) activateUpdate();
    },
    mayReload() {
      const { isForeign: foreign, load, run } = state();
      return foreign && load.kind === "asking" && !hasTyped && run === undefined;
    },
    type,
    generate: runner.generate,
    tryAgain: runner.tryAgain,
    verify: runner.verify,
    continueFrom: runner.continueFrom,
    stop: runner.stop,
  };
}
