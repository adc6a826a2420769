import { proxy, releaseProxy, wrap } from "comlink";
import type { Trainer } from "../contract/training.ts";
import trainerUrl from "../trainer/trainer.ts?worker&url";
import { forgetThread, tellToken } from "./hub-token.ts";
import { hubUrl } from "./hub-url.ts";
import { orDead } from "./or-dead.ts";
import { makeStarter } from "./start-worker.ts";

const start = makeStarter(trainerUrl);

/** The thread that teaches, as the page has it. */
export interface TrainerThread extends Trainer {
  /** Ends the thread, and frees its memory. */
  end(): void;
}

/** Starts the thread that teaches. A call fails by name once its worker has died, and every call after it. */
export function startTrainer(): TrainerThread {
  const worker = tellToken(start({ siteBase: new URL("./", location.href).href, hubUrl: hubUrl() }));
  return trainerAt(worker);
}

/** The thread behind a worker; tests bring their own. */
function trainerAt(worker: Worker): TrainerThread {
  const remote = wrap<Trainer>(worker);
  const settled = orDead(worker);
  return {
    listModels: () => settled(remote.listModels()),
    openModel: (source, voice) => settled(remote.openModel(source, voice)),
    openKept: (id) => settled(remote.openKept(id)),
    readTexts: (input) => settled(remote.readTexts(input)),
    unfinished: () => settled(remote.unfinished()),
    takeUnfinished: () => settled(remote.takeUnfinished()),
    forgetUnfinished: () => settled(remote.forgetUnfinished()),
    teach: (choice, onEvent) => settled(remote.teach(choice, proxy(onEvent))),
    hold: (isHeld) => remote.hold(isHeld),
    stop: () => remote.stop(),
    write: (prompt, seed) => settled(remote.write(prompt, seed)),
    keep: (name) => settled(remote.keep(name)),
    drop: () => settled(remote.drop()),
    saveAdapter: (name) => settled(remote.saveAdapter(name)),
    saveMerged: (name) => settled(remote.saveMerged(name)),
    makeSmall: (name, onStep) => settled(remote.makeSmall(name, proxy(onStep))),
    openAdapter: (file) => settled(remote.openAdapter(file)),
    end() {
      remote[releaseProxy]();
      forgetThread(worker);
      worker.terminate();
    },
  };
}
