import type { Engine, GenerateDelta, LoadOptions, LoadProgress, ModelOffer, ModelSource } from "../contract/engine.ts";
import type { Failure } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import type { Chosen } from "./chosen-files.ts";
import type { Intent } from "./intent.ts";
import { continuation, freshSeed, plannedRun } from "./plan-run.ts";
import { type ConsentReason, INITIAL, type PageEvent, type PageState, step } from "./state/page-state.ts";
import { isUnderWay, type Run, type RunRequest } from "./state/run.ts";
import { createStore, type Store } from "./state/store.ts";

/** Bytes of a model from the own origin that start by themselves; more asks first, for phones on paid networks. */
const LARGE_BYTES = 64 * 1024 * 1024;
/** Milliseconds of quiet before a prompt's tokens are counted. */
const COUNT_AFTER_MS = 200;
/** A longer prompt is only counted by the run itself: counting would keep the model's thread busy while one types. */
const COUNT_UP_TO = 100_000;

/** What the session needs of the world. */
export interface SessionWorld {
  readonly engine: Engine;
  /** The model that the site itself offers. */
  readonly ownModel: ModelSource;
  /** Numbers of runs, shared with every other caller of the engine. */
  readonly nextRun: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Calls back before the next frame is painted. */
  readonly nextFrame: (callback: () => void) => void;
  /** Calls back after some milliseconds; the function returned takes it back. */
  readonly later: (callback: () => void, ms: number) => () => void;
  /** Knows of a load that a crash of the page ended, so that it does not begin again by itself. */
  readonly watch: LoadWatch;
  /** The backend that the visitor chose for a model. */
  readonly choices: { get(model: string): LoadOptions; set(model: string, options: LoadOptions): void };
  /** True in a frame of another page, where nothing heavy may start without a click. */
  readonly isFramed: boolean;
  /** Keeps a finished run. */
  readonly remember: (run: Run) => void;
}

/** The part of the bridge's load watch that is used here. */
export interface LoadWatch {
  crashed(): Promise<unknown>;
  forget(): void;
  around<T>(source: ModelSource, load: () => Promise<T>): Promise<T>;
}

export interface Session {
  readonly store: Store<PageState, PageEvent>;
  readonly engine: Engine;
  /** Follows the page's address: model, shared run, text. */
  open(intent: Intent): Promise<void>;
  /** Loads a model the visitor chose in the page; files and small models of this site need no second question. */
  choose(source: ModelSource): Promise<void>;
  /** Files of a model, or an exported model, that the visitor picked or dropped. */
  chooseFiles(chosen: Chosen): Promise<void>;
  openOwnModel(): void;
  consent(options?: LoadOptions): void;
  retryLoad(): void;
  cancelLoad(): void;
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
  continueFrom(sample: number): void;
  stop(): void;
}

export function createSession(world: SessionWorld): Session {
  const store = createStore(step, INITIAL);
  const { send, state } = store;
  const { engine } = world;
  let loads = 0;
  let wanted: { readonly source: ModelSource; readonly offer?: ModelOffer } | undefined;
  let forgetCount = () => {};
  let hasTyped = false;
  let activateUpdate = () => {};

  const isForeign = (source: ModelSource) => JSON.stringify(source) !== JSON.stringify(world.ownModel);

  const look = async (source: ModelSource, isChosen: boolean): Promise<void> => {
    const load = ++loads;
    wanted = { source };
    send({ type: "looking", load, isForeign: isForeign(source) });
    const described = await engine.describe(source);
    if (load !== loads) return;
    if (!described.ok) return failLoad(load, described.failure);
    const offer = described.value;
    wanted = { source, offer };
    send({ type: "offered", load, offer });
    const crashed = (await world.watch.crashed()) !== undefined;
    if (load !== loads) return;
    const why = reasonToAsk(offer, crashed, isChosen) ?? (world.isFramed ? "framed" : undefined);
    if (why === undefined) return fetchModel(load, offer, world.choices.get(offer.name));
    send({ type: "asking", load, why });
  };

  const fetchModel = async (load: number, { source }: ModelOffer, options: LoadOptions): Promise<void> => {
    send({ type: "starting", load, options });
    world.watch.forget();
    const report = (progress: LoadProgress) => send({ type: "progress", load, progress });
    const loaded = await world.watch.around(source, () => engine.load(source, options, report));
    if (load !== loads) return;
    if (!loaded.ok) return failLoad(load, loaded.failure);
    send({ type: "loaded", load, info: loaded.value });
    countPrompt();
    startWaiting();
  };

  const failLoad = (load: number, failure: Failure): void => {
    send({ type: "load-failed", load, failure });
    const { run } = state();
    if (run?.phase === "waiting") send({ type: "run-failed", run: run.number, failure });
  };

  const begin = (options: LoadOptions): void => {
    const offer = wanted?.offer;
    if (offer === undefined) return;
    loads += 1;
    send({ type: "looking", load: loads, isForeign: isForeign(offer.source) });
    send({ type: "offered", load: loads, offer });
    void fetchModel(loads, offer, options);
  };

  const countPrompt = (): void => {
    forgetCount();
    forgetCount = world.later(async () => {
      const { prompt: text, load } = state();
      if (load.kind !== "ready" || text.length > COUNT_UP_TO) return;
      const counted = await engine.countTokens(text);
      if (counted.ok) send({ type: "prompt-counted", text, tokens: counted.value });
    }, COUNT_AFTER_MS);
  };

  const launch = (request: RunRequest): void => {
    if (isUnderWay(state().run)) return;
    const run = world.nextRun();
    send({ type: "run", run, request });
    const checked = parseRequest({ prompt: request.given + request.kept, parameters: request.parameters });
    const { load } = state();
    if (!checked.ok) send({ type: "run-failed", run, failure: checked.failure });
    else if (load.kind === "ready") void compute(run, request);
    else if (load.kind === "failed") retryLoad();
  };

  const startWaiting = (): void => {
    const { run } = state();
    if (run?.phase === "waiting") void compute(run.number, run.request);
  };

  const compute = async (run: number, { given, kept, parameters }: RunRequest): Promise<void> => {
    const { onDelta, flush } = perFrame(run);
    const outcome = await engine.generate({ prompt: given + kept, parameters }, run, onDelta);
    flush();
    if (!outcome.ok) return send({ type: "run-failed", run, failure: outcome.failure });
    send({ type: "ended", run, result: outcome.value });
    const ended = state().run;
    if (ended?.number === run) world.remember(ended);
  };

  /** Gathers what arrives between two frames, so that the page is drawn once for it. */
  const perFrame = (run: number) => {
    let held: GenerateDelta[] = [];
    const flush = () => {
      if (held.length > 0) send({ type: "deltas", run, deltas: held });
      held = [];
    };
    const onDelta = (delta: GenerateDelta): void => {
      if (held.length === 0) world.nextFrame(flush);
      held.push(delta);
    };
    return { onDelta, flush };
  };

  const retryLoad = (): void => {
    if (wanted?.offer === undefined) return void (wanted !== undefined && look(wanted.source, true));
    begin(world.choices.get(wanted.offer.name));
  };

  return {
    store,
    engine,
    async open({ source, shared, text, failure }) {
      if (failure !== undefined) send({ type: "notice", text: [failure.message, failure.hint].join(" ") });
      if (text !== undefined) send({ type: "prompt", text });
      if (shared !== undefined) {
        const { prompt, parameters, output, revision, device } = shared;
        const brought = output && {
          prompt,
          parameters,
          texts: output,
          ...(revision !== undefined && { commit: revision }),
          ...(device !== undefined && { device }),
        };
        send({ type: "linked", prompt, parameters, ...(brought !== undefined && { shared: brought }) });
      }
      if (wanted !== undefined && JSON.stringify(wanted.source) === JSON.stringify(source)) return countPrompt();
      await look(source, false);
    },
    choose: (source) => look(source, true),
    async chooseFiles(chosen) {
      if (chosen.kind === "model") return look(chosen.source, true);
      const imported = await engine.importStored(chosen.file);
      if (imported.ok) return look(imported.value.source, true);
      send({ type: "notice", text: [imported.failure.message, imported.failure.hint].join(" ") });
    },
    openOwnModel: () => void look(world.ownModel, true),
    consent: (options) => begin(options ?? world.choices.get(wanted?.offer?.name ?? "")),
    retryLoad,
    cancelLoad() {
      void engine.cancelLoad();
    },
    override(options) {
      const name = wanted?.offer?.name;
      if (name === undefined || isUnderWay(state().run)) return;
      world.choices.set(name, options);
      begin(options);
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
    type(text) {
      hasTyped = true;
      send({ type: "prompt", text });
      countPrompt();
    },
    generate: () => launch(plannedRun(state(), world.random)),
    tryAgain() {
      const { run } = state();
      if (run === undefined || isUnderWay(run)) return;
      const { parameters, ...request } = run.request;
      const seed = freshSeed(world.random);
      if (state().parameters.seed !== undefined) send({ type: "parameter", name: "seed", value: seed });
      launch({ ...request, parameters: { ...parameters, seed } });
    },
    continueFrom(sample) {
      const next = continuation(state().run, sample);
      if (next !== undefined) launch(next);
    },
    stop() {
      const { run } = state();
      if (run === undefined || !isUnderWay(run)) return;
      const failure: Failure = { code: "cancelled", message: "The run was given up before the model was ready." };
      if (run.phase === "waiting" && state().load.kind !== "ready") {
        return send({ type: "run-failed", run: run.number, failure });
      }
      send({ type: "stopping", run: run.number });
      void engine.stop(run.number);
    },
  };
}

/** Why a model is not fetched at once. What is kept on this device was asked for before. */
export function reasonToAsk(offer: ModelOffer, isUnfinished: boolean, isChosen: boolean): ConsentReason | undefined {
  if (isUnfinished) return "unfinished";
  if (offer.source.kind === "files") return undefined;
  if (offer.downloadBytes === 0 && !offer.needsConversion) return undefined;
  if (offer.source.kind === "hub") return "foreign";
  return offer.downloadBytes > LARGE_BYTES && !isChosen ? "large" : undefined;
}
