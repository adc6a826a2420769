import { createSession, type Session } from "../../../src/app/session.ts";
import { ModelThread } from "../../../src/bridge/model-thread.ts";
import { fakeWorker } from "../../../src/bridge/testing/fake-worker.ts";
import { startFakeHub } from "../../../src/testing/fake-hub.ts";
import { tinyPackage } from "../../../src/testing/tiny-package.ts";
import { nodeEngine } from "../../../src/worker/testing/node-engine.ts";
import { countCalls, listSightings, watchPrompt } from "./witness.ts";

const MODEL = { kind: "hub", repo: "owner/tiny" } as const;

/** Finds a model of the Hub, loads it after consent, and has a text written, by all that the page has between its form and the kernel. */
export async function play(prompt: string) {
  const hub = await startFakeHub({ "owner/tiny": { files: await tinyPackage(["q8"]) } });
  try {
    const session = openSession(hub.url);
    void session.open({ source: MODEL });
    await until(session, ({ load }) => load.kind === "asking");
    session.consent();
    await until(session, ({ load }) => load.kind === "ready");
    const lookUps = countCalls("store/look-up-hub.ts", "lookUpHub");
    const probes = countCalls("runtime/gpu.ts", "probeGpu");
    const plans = countCalls("runtime/plan.ts", "planBackends");
    // The tiny model's tokens are bytes.
    watchPrompt(prompt, [...new TextEncoder().encode(prompt)]);
    session.type(prompt);
    session.store.send({ type: "parameters", parameters: { max_new_tokens: 4, do_sample: true, seed: 1 } });
    session.generate();
    await until(session, ({ run }) => run?.phase === "done");
    return { lookUps, probes, plans, sightings: listSightings() };
  } finally {
    await hub.close();
  }
}

/** The page without its components, around the model's thread with the real kernel. */
function openSession(hubUrl: string): Session {
  const engine = nodeEngine(hubUrl);
  const soon = (callback: () => void) => queueMicrotask(callback);
  let runs = 0;
  return createSession({
    engine: new ModelThread({
      startWorker: () => fakeWorker(engine),
      now: () => 0,
      later: () => () => undefined,
      randomSeed: () => 1,
    }),
    ownModel: MODEL,
    nextRun: () => ++runs,
    random: () => 0.5,
    nextFrame: soon,
    later(callback) {
      soon(callback);
      return () => undefined;
    },
    watch: { crashed: async () => undefined, forget: () => undefined, around: (_source, load) => load() },
    choices: { get: () => ({}), set: () => undefined },
    kept: new Set(),
    isFramed: false,
    leavePlace: () => undefined,
    remember: () => undefined,
  });
}

type State = ReturnType<Session["store"]["state"]>;

/** Resolves when the page is so; rejects where the load or the run has failed. */
function until({ store }: Session, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = store.state();
      const { load, run } = state;
      if (isSo(state)) resolve();
      else if (load.kind === "failed") reject(new Error(JSON.stringify(load.failure)));
      else if (run?.phase === "failed") reject(new Error(JSON.stringify(run.failure)));
    };
    store.subscribe(look);
    look();
  });
}
