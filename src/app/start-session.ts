import * as v from "valibot";
import type { Engine, ModelSource } from "../contract/engine.ts";
import { dtype } from "../contract/manifest.ts";
import { failureOf } from "../contract/outcome.ts";
import { readIntent } from "./intent.ts";
import { takeOpenedFiles } from "./opened-files.ts";
import { createSession, type Session } from "./session.ts";
import type { LoadWatch } from "./session-world.ts";
import { readItem, writeItem } from "./small-storage.ts";
import type { Run } from "./state/run.ts";

export interface StartOptions {
  readonly engine: Engine;
  readonly ownModel: ModelSource;
  readonly nextRun: () => number;
  readonly watch: LoadWatch;
  /** True in a frame of another page: the model waits for a click. */
  readonly isFramed: boolean;
}

const CHOICE = "hostless:backend:";
const KEPT = "hostless:kept:";
const DRAFT = "hostless:draft";

const loadOptions = v.object({
  backend: v.exactOptional(v.picklist(["kernel", "onnx-wasm", "onnx-webgpu"])),
  dtype: v.exactOptional(dtype),
});

/** A session in this window: follows its address, keeps the typed prompt over a reload. */
export function startSession({ engine, ownModel, nextRun, watch, isFramed }: StartOptions): Session {
  const session = createSession({
    engine,
    ownModel,
    nextRun,
    random: Math.random,
    nextFrame: (callback) => void requestAnimationFrame(callback),
    later(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    watch,
    choices: { get: readChoice, set: (model, options) => writeItem(CHOICE + model, JSON.stringify(options)) },
    kept: {
      has: (model) => readItem(KEPT + model) !== undefined,
      add: (model) => writeItem(KEPT + model, "yes"),
      delete: (model) => writeItem(KEPT + model, undefined),
    },
    isFramed,
    remember: (run) => void remember(run),
  });
  const open = () => void session.open(readIntent(new URL(location.href), ownModel));
  restoreDraft(session);
  open();
  addEventListener("hashchange", open);
  takeOpenedFiles(
    window,
    (chosen) => void session.chooseFiles(chosen),
    (error) => session.store.send({ type: "notice", text: failureOf(error).message }),
  );
  addEventListener("pagehide", () => {
    keepDraft(session);
  });
  return session;
}

/** The database is only opened when there is something to remember. */
async function remember(run: Run): Promise<void> {
  const { entryOf, openHistory } = await import("./history.ts");
  const entry = entryOf(run, Date.now());
  if (entry !== undefined) await (await openHistory()).add(entry);
}

function readChoice(model: string) {
  try {
    return v.parse(loadOptions, JSON.parse(readItem(CHOICE + model) ?? "{}"));
  } catch {
    return {};
  }
}

/** The prompt outlives a reload of the tab, and nothing longer. */
function keepDraft(session: Session): void {
  try {
    sessionStorage.setItem(DRAFT, session.store.state().prompt);
  } catch {
    // Refused or full.
  }
}

function restoreDraft(session: Session): void {
  try {
    session.type(sessionStorage.getItem(DRAFT) ?? "");
  } catch {
    // Refused.
  }
}
