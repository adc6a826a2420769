import type { GenerateDelta } from "../contract/engine.ts";
import { type Failure, makeFailure } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { continuation, freshSeed, plannedRun, repeatedStep, requestOf } from "./plan-run.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { hasText, isContinuation, isUnderWay, type RunRequest } from "./state/run.ts";

interface Runner {
  generate(): void;
  /** Writes the last step that is to be seen with another seed. */
  tryAgain(): void;
  /** Writes what a link or the history brought once more, with its own seed. */
  verify(): void;
  continueFrom(sample: number): void;
  stop(): void;
  /** Computes the run that waited for the model. */
  startWaiting(): void;
  /** Settles it where the model will not come. */
  failWaiting(failure: Failure): void;
}

/** The page's runs, one at a time. @param retryLoad for a run that is asked for after the load has failed */
export function createRunner(world: SessionWorld, { send, state }: PageStore, retryLoad: () => void): Runner {
  const { engine } = world;

  const launch = (request: RunRequest): void => {
    if (isUnderWay(state().run)) return;
    const run = world.nextRun();
    send({ type: "run", run, request });
    const checked = parseRequest(requestOf(request));
    const { load } = state();
    if (!checked.ok) send({ type: "run-failed", run, failure: checked.failure });
    else if (load.kind === "ready") void compute(run, request);
    else if (load.kind === "failed") retryLoad();
  };

  const compute = async (run: number, request: RunRequest): Promise<void> => {
    const { onDelta, flush } = perFrame(run);
    const outcome = await engine.generate(requestOf(request), run, onDelta);
    flush();
    if (!outcome.ok) return send({ type: "run-failed", run, failure: outcome.failure });
    send({ type: "ended", run, result: outcome.value });
    const ended = state().run;
    if (ended?.number === run && hasText(ended)) world.remember(ended);
  };

  /**
   * Gathers what arrives, so that the page is drawn once for it: at the next frame, then at every other one. A model this
   * small writes some ten tokens a frame, and would write fewer if every frame were drawn.
   */
  const perFrame = (run: number) => {
    let held: GenerateDelta[] = [];
    let isDue = false;
    const flush = () => {
      if (held.length > 0) send({ type: "deltas", run, deltas: held });
      held = [];
    };
    const draw = () => {
      flush();
      world.nextFrame(() => {
        isDue = held.length > 0;
        if (isDue) world.nextFrame(draw);
      });
    };
    const onDelta = (delta: GenerateDelta): void => {
      held.push(delta);
      if (isDue) return;
      isDue = true;
      world.nextFrame(draw);
    };
    return { onDelta, flush };
  };

  return {
    generate: () => launch(plannedRun(state(), world.random)),
    tryAgain() {
      const { run } = state();
      if (isUnderWay(run)) return;
      // What was refused is put right in the form; a continuation has nothing there but its beginning.
      if (run?.phase === "failed" && !isContinuation(run.request)) return launch(plannedRun(state(), world.random));
      const again = repeatedStep(state());
      if (again === undefined) return;
      const seed = freshSeed(world.random);
      if (state().parameters.seed !== undefined) send({ type: "parameter", name: "seed", value: seed });
      launch({ ...again, parameters: { ...again.parameters, seed } });
    },
    verify() {
      const { run } = state();
      const again = run === undefined ? repeatedStep(state()) : undefined;
      if (again !== undefined) launch(again);
    },
    continueFrom(sample) {
      const next = continuation(state().run, sample);
      if (next !== undefined) launch(next);
    },
    stop() {
      const { run, load } = state();
      if (run === undefined || !isUnderWay(run)) return;
      const failure = makeFailure("cancelled", "waiting", {});
      if (run.phase === "waiting" && load.kind !== "ready") send({ type: "run-failed", run: run.number, failure });
      else send({ type: "stopping", run: run.number });
      void engine.stop(run.number);
    },
    startWaiting() {
      const { run, load } = state();
      if (run?.phase === "waiting" && load.kind === "ready") void compute(run.number, run.request);
    },
    failWaiting(failure) {
      const { run } = state();
      if (run?.phase === "waiting") send({ type: "run-failed", run: run.number, failure });
    },
  };
}
