import { type Failure, makeFailure } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { DeltaGatherer } from "./gather-deltas.ts";
import { continuation, freshSeed, plannedRun, repeatedStep, requestOf } from "./plan-run.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { adapterIn } from "./state/voice.ts";
import { hasText, isContinuation, isUnderWay, type RunRequest } from "./state/run.ts";

/** The page's runs, one at a time. */
export class Runner {
  readonly #world: SessionWorld;
  readonly #store: PageStore;
  readonly #retryLoad: () => void;

  /** @param retryLoad for a run that is asked for after the load has failed */
  constructor(world: SessionWorld, store: PageStore, retryLoad: () => void) {
    this.#world = world;
    this.#store = store;
    this.#retryLoad = retryLoad;
  }

  generate(): void {
    this.#launch(plannedRun(this.#store.state(), this.#world.random));
  }

  /** Writes the last step that is to be seen with another seed. */
  tryAgain(): void {
    const { send, state } = this.#store;
    const { run, parameters } = state();
    if (isUnderWay(run)) return;
    // What was refused is put right in the form; a continuation has nothing there but its beginning.
    if (run?.phase === "failed" && !isContinuation(run.request)) {
      this.generate();
      return;
    }
    const again = repeatedStep(state());
    if (again === undefined) return;
    const seed = freshSeed(this.#world.random);
    if (parameters.seed !== undefined) send({ type: "parameter", name: "seed", value: seed });
    this.#launch({ ...again, parameters: { ...again.parameters, seed } });
  }

  /** Writes what a link or the history brought once more, with its own seed. */
  verify(): void {
    const state = this.#store.state();
    if (state.run === undefined) this.#launch(repeatedStep(state));
  }

  continueFrom(sample: number): void {
    this.#launch(continuation(this.#store.state().run, sample));
  }

  /** Writes another text from what is shown, which the browser's way back leads to. */
  write(request: RunRequest): void {
    if (isUnderWay(this.#store.state().run)) return;
    this.#world.leavePlace();
    this.#launch(request);
  }

  stop(): void {
    const { send, state } = this.#store;
    const { run, load } = state();
    if (run === undefined || !isUnderWay(run)) return;
    if (run.phase === "waiting" && load.kind !== "ready") {
      this.failWaiting(makeFailure("cancelled", "waiting", {}));
    } else {
      send({ type: "stopping", run: run.number });
    }
    void this.#world.engine.stop(run.number);
  }

  /** Computes the run that waited for the model. */
  startWaiting(): void {
    const { run, load } = this.#store.state();
    if (run?.phase === "waiting" && load.kind === "ready") void this.#compute(run.number, run.request);
  }

  /** Settles it where the model will not come. */
  failWaiting(failure: Failure): void {
    const { send, state } = this.#store;
    const { run } = state();
    if (run?.phase === "waiting") send({ type: "run-failed", run: run.number, failure });
  }

  #launch(request: RunRequest | undefined): void {
    const { send, state } = this.#store;
    const { load, run: before } = state();
    if (request === undefined || isUnderWay(before)) return;
    const run = this.#world.nextRun();
    send({ type: "run", run, request });
    const checked = parseRequest(requestOf(request));
    if (!checked.ok) send({ type: "run-failed", run, failure: checked.failure });
    else if (load.kind === "ready") void this.#compute(run, request);
    else if (load.kind === "failed") this.#retryLoad();
  }

  async #compute(run: number, request: RunRequest): Promise<void> {
    const { engine, nextFrame, remember } = this.#world;
    const { send, state } = this.#store;
    const gatherer = new DeltaGatherer(nextFrame, (deltas) => send({ type: "deltas", run, deltas }));
    const outcome = await engine.generate({ ...requestOf(request), ...adapterIn(state()) }, run, (delta) =>
      gatherer.add(delta),
    );
    gatherer.flush();
    if (!outcome.ok) return send({ type: "run-failed", run, failure: outcome.failure });
    send({ type: "ended", run, result: outcome.value });
    const ended = state().run;
    if (ended?.number === run && hasText(ended)) remember(ended);
  }
}
