import { proxy, releaseProxy, wrap } from "comlink";
import { failed, type Outcome } from "../contract/outcome.ts";
import type { Trainer } from "../contract/training.ts";
import trainerUrl from "../trainer/trainer.ts?worker&url";
import { died } from "./connection.ts";
import { hubUrl } from "./hub-url.ts";
import { makeStarter } from "./start-worker.ts";

const start = makeStarter(trainerUrl);

/** The thread that teaches, as the page has it. */
export interface TrainerThread extends Trainer {
  /** Ends the thread, and frees its memory. */
  end(): void;
}

/** Starts the thread that teaches. A call fails by name once its worker has died, and every call after it. */
export function startTrainer(): TrainerThread {
  const worker = start({ siteBase: new URL("./", location.href).href, hubUrl: hubUrl() });
  return trainerAt(worker);
}

/** The thread behind a worker; tests bring their own. */
export function trainerAt(worker: Worker): TrainerThread {
  const remote = wrap<Trainer>(worker);
  const death = new Promise<Outcome<never>>((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(failed(died(event.message || "")));
    });
  });
  const orDead = <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => Promise.race([call, death]);
  return {
    openModel: (source) => orDead(remote.openModel(source)),
    readTexts: (input) => orDead(remote.readTexts(input)),
    unfinished: () => orDead(remote.unfinished()),
    takeUnfinished: () => orDead(remote.takeUnfinished()),
    forgetUnfinished: () => orDead(remote.forgetUnfinished()),
    teach: (choice, onEvent) => orDead(remote.teach(choice, proxy(onEvent))),
    hold: (isHeld) => remote.hold(isHeld),
    stop: () => remote.stop(),
    write: (prompt, seed) => orDead(remote.write(prompt, seed)),
    keep: (name) => orDead(remote.keep(name)),
    drop: () => orDead(remote.drop()),
    saveAdapter: (name) => orDead(remote.saveAdapter(name)),
    openAdapter: (file) => orDead(remote.openAdapter(file)),
    end() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}
