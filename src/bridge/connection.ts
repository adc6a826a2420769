import { type Remote, releaseProxy, wrap } from "comlink";
import { type Failure, fail, failed, makeFailure, type Outcome, reasonOf } from "../contract/outcome.ts";
import { createListeners, type Listeners, type ThreadEngine } from "../contract/own-port.ts";
import { forgetThread } from "./hub-token.ts";

/** The part of a `Worker` that is used; tests bring their own. */
export type WorkerLike = Pick<Worker, "postMessage" | "addEventListener" | "removeEventListener" | "terminate">;

export type RemoteEngine = Remote<ThreadEngine>;

/** A call of the worker, which may name listeners. */
export type Work<T> = (remote: RemoteEngine, listeners: Listeners) => Promise<T>;

/** How often a worker with work is asked for a sign of life. */
const BEAT_MS = 100;
/** A beat that comes this late after the one before says that the page itself was held up. */
const LATE_MS = 500;
/** A worker script that is slow to arrive is not a hung worker. */
const START_MS = 20_000;

interface ConnectionOptions {
  /** How long the worker may keep silent now, in milliseconds. */
  readonly patience: () => number;
  /** Milliseconds until a worker that has never answered counts as hung. */
  readonly startWithin?: number;
  /** Called once, after every pending call was settled. */
  readonly onDeath: (failure: Failure) => void;
  readonly now: () => number;
}

/**
 * One worker from its start to its end. Comlink alone would leave calls pending for ever when a worker hangs, dies or
 * never starts; here each settles with `worker_hung` or `worker_died`.
 */
export class Connection {
  readonly #worker: WorkerLike;
  readonly #remote: RemoteEngine;
  readonly #listeners: Listeners;
  readonly #options: ConnectionOptions;
  readonly #pending = new Set<(failure: Failure) => void>();
  #death: Failure | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #askedAt: number | undefined;
  #lastBeat = 0;
  #hasAnswered = false;

  constructor(worker: WorkerLike, options: ConnectionOptions) {
    this.#worker = worker;
    this.#remote = wrap<ThreadEngine>(worker);
    this.#listeners = createListeners(worker);
    this.#options = options;
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end(died(event.message || ""));
    });
    worker.addEventListener("messageerror", () => this.end(makeFailure("worker_died", "message", {})));
  }

  /** Calls the worker; the outcome is a failure when the worker ends first. */
  async call<T>(work: Work<T>): Promise<T | Outcome<never>> {
    if (this.#death !== undefined) return failed(this.#death);
    let settle: (failure: Failure) => void = () => undefined;
    const ended = new Promise<Outcome<never>>((resolve) => {
      settle = (failure) => resolve(failed(failure));
    });
    this.#pending.add(settle);
    this.#startBeating();
    try {
      return await Promise.race([work(this.#remote, this.#listeners), ended]);
    } catch (error) {
      // The engine answers with failures of its own; what is thrown here is an answer that could not cross.
      return fail("unsendable", "answer", { reason: reasonOf(error) });
    } finally {
      this.#pending.delete(settle);
      if (this.#pending.size === 0) this.#stopBeating();
    }
  }

  /** Ends the worker and settles what is pending with the failure. */
  end(failure: Failure): void {
    if (this.#death !== undefined) return;
    this.#death = failure;
    this.#stopBeating();
    this.#remote[releaseProxy]();
    forgetThread(this.#worker);
    this.#worker.terminate();
    for (const settle of this.#pending) settle(failure);
    this.#pending.clear();
    this.#options.onDeath(failure);
  }

  #startBeating(): void {
    if (this.#timer !== undefined) return;
    this.#askedAt = undefined;
    this.#lastBeat = this.#options.now();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#beat();
  }

  #stopBeating(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    const now = this.#options.now();
    // A page in the background gets its timers late, and was not there to hear the answer.
    const late = now - this.#lastBeat > LATE_MS;
    this.#lastBeat = now;
    if (this.#askedAt === undefined) {
      this.#ask(now);
      return;
    }
    if (late) this.#askedAt = now;
    const patience = this.#hasAnswered ? this.#options.patience() : (this.#options.startWithin ?? START_MS);
    if (now - this.#askedAt > patience) {
      // One that has never answered may be a script that did not come.
      this.end(makeFailure("worker_hung", this.#hasAnswered ? "silent" : "not_started", { seconds: patience / 1000 }));
    }
  }

  #ask(now: number): void {
    this.#askedAt = now;
    const answered = () => {
      this.#askedAt = undefined;
      this.#hasAnswered = true;
    };
    // A thread that cannot answer is found out by its silence.
    this.#remote.ping().then(answered, () => undefined);
  }
}

/** What the worker throws where its script does not arrive. */
export const NOT_LOADED = "its script could not be loaded";

/** The failure of a thread that is gone.
 * @param reason nothing where the browser says nothing, as of a script that does not arrive
 */
export function died(reason: string): Failure {
  return reason === "" || reason.includes(NOT_LOADED)
    ? makeFailure("worker_died", "not_loaded", {})
    : makeFailure("worker_died", "ended", { reason });
}
