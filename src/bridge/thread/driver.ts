import { proxy } from "comlink";
import type { EngineStatus } from "../../contract/engine-status.ts";
import type { Engine } from "../../contract/engine.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { type Failure, failed, failureOf, type Outcome, succeed } from "../../contract/outcome.ts";
import type { Clock } from "../clock.ts";
import { Connection, died, NOT_LOADED, type RemoteEngine, type Work, type WorkerLike } from "../connection.ts";
import { patienceWith } from "./patience.ts";
import { step } from "./step.ts";
import { type Call, type Effect, INITIAL, type ThreadEvent, type ThreadState, type Wanted } from "./thread-state.ts";

export type OnProgress = Parameters<Engine["load"]>[2];

export interface DriverOptions extends Clock {
  readonly startWorker: () => WorkerLike;
  /** Milliseconds until a thread that has never answered counts as hung; 20 s when absent. */
  readonly startWithin?: number;
  readonly onStatus: (status: EngineStatus) => void;
  /** What else a thread is to be given once it has a model, before it is asked for anything. */
  readonly furnish?: (remote: RemoteEngine, loaded: ModelInfo, source: ModelSource) => Promise<ModelInfo>;
}

interface AskedLoad {
  readonly onProgress: OnProgress;
  readonly settle: (outcome: Outcome<ModelInfo>) => void;
  /** Takes back the timer of one that was given up. */
  forget?: () => void;
}

/** For a load to notice between two of its steps that it was given up; one that goes on is ended with its thread. */
const CANCEL_MS = 2000;

/** Carries out what {@link step} says, and tells it what comes of that. */
export class ThreadDriver {
  readonly #options: DriverOptions;
  readonly #connections = new Map<number, Connection>();
  readonly #calls = new Map<number, (thread?: number) => void>();
  readonly #loads = new Map<number, AskedLoad>();
  readonly #effects: Effect[] = [];
  #isActing = false;
  #state = INITIAL;
  #last = 0;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  get state(): ThreadState {
    return this.#state;
  }

  /** What is to be done is done in order, also where doing it makes something happen. */
  send(event: ThreadEvent): void {
    const [state, effects] = step(this.#state, event, this.#options.now());
    this.#state = state;
    this.#effects.push(...effects);
    if (this.#isActing) return;
    this.#isActing = true;
    try {
      for (let next = this.#effects.shift(); next; next = this.#effects.shift()) this.#act(next);
    } finally {
      this.#isActing = false;
    }
  }

  /** Does the work in a thread, when its turn has come. */
  call<T>(what: Omit<Call, "call" | "thread">, work: Work<Outcome<T>>): Promise<Outcome<T>> {
    const call = ++this.#last;
    return new Promise((resolve) => {
      this.#calls.set(call, async (thread = 0) => {
        const outcome = (await this.#connections.get(thread)?.call(work)) ?? failed(died(NOT_LOADED));
        this.send({ type: "answered", call, thread, outcome });
        resolve(outcome);
      });
      this.send({ type: "called", call: { ...what, call } });
    });
  }

  load(wanted: Wanted, onProgress: OnProgress): Promise<Outcome<ModelInfo>> {
    const load = ++this.#last;
    return new Promise((settle) => {
      this.#loads.set(load, { onProgress, settle });
      this.send({ type: "load", load, wanted });
    });
  }

  #act(effect: Effect): void {
    switch (effect.type) {
      case "start":
        this.#start(effect.thread);
        break;
      case "end":
        this.#connections.get(effect.thread)?.end(effect.failure);
        break;
      case "post":
        this.#post(effect);
        break;
      case "load":
        void this.#load(effect);
        break;
      case "give-up":
        this.#giveUp(effect);
        break;
      case "settle":
        this.#settle(effect);
        break;
      case "tell":
        this.#options.onStatus(effect.status);
    }
  }

  #start(thread: number): void {
    const onDeath = (failure: Failure) => {
      this.#connections.delete(thread);
      this.send({ type: "died", thread, failure });
    };
    try {
      const options = { ...this.#options, patience: () => patienceWith(this.#state, thread), onDeath };
      this.#connections.set(thread, new Connection(options.startWorker(), options));
    } catch (error) {
      onDeath(failureOf(error));
    }
  }

  #post({ call, thread }: Effect & { readonly type: "post" }): void {
    const post = this.#calls.get(call);
    this.#calls.delete(call);
    post?.(thread);
  }

  async #load({ thread, load = 0, wanted: { source, options } }: Effect & { readonly type: "load" }): Promise<void> {
    const report: OnProgress = (progress) => {
      this.send({ type: "progress", load, progress });
      return this.#loads.get(load)?.onProgress(progress);
    };
    const { furnish } = this.#options;
    const work: Work<Outcome<ModelInfo>> = async (remote) => {
      const loaded = await remote.load(source, options, proxy(report));
      return loaded.ok && furnish !== undefined ? succeed(await furnish(remote, loaded.value, source)) : loaded;
    };
    const outcome = await this.#connections.get(thread)?.call(work);
    if (outcome !== undefined) this.send({ type: "loaded", thread, outcome });
  }

  #giveUp({ thread, load }: Effect & { readonly type: "give-up" }): void {
    const asked = this.#loads.get(load);
    if (asked !== undefined) asked.forget = this.#options.later(() => this.send({ type: "overdue", load }), CANCEL_MS);
    void this.#connections.get(thread)?.call((remote) => remote.cancelLoad());
  }

  #settle({ load, outcome }: Effect & { readonly type: "settle" }): void {
    const asked = this.#loads.get(load);
    this.#loads.delete(load);
    asked?.forget?.();
    asked?.settle(outcome);
  }
}
