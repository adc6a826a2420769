import type { LoadOptions } from "../../contract/load.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { StoredModel } from "../../contract/model-library.ts";
import { succeed } from "../../contract/outcome.ts";
import { createSession } from "../session.ts";
import { infoOf, offerOf, resultOf } from "./answers.ts";
import { fakeEngine } from "./fake-engine.ts";

/** The site's own model, and one of the Hub. */
export const OWN = { kind: "site", path: "models/quotes" } as const;
export const FOREIGN = { kind: "hub", repo: "owner/name" } as const;

/** A session before anything was opened, on an engine that answers only when a test says so. */
export function openPage(stored: readonly StoredModel[] = [], isFramed = false) {
  const fake = fakeEngine(stored);
  const frames: (() => void)[] = [];
  const notes = { crashed: false, around: 0 };
  const remembered: number[] = [];
  const chosen = new Map<string, LoadOptions>();
  const kept = new Set<string>();
  let runs = 0;
  /** What was shown each time when the way back was to lead to it. */
  const left: unknown[] = [];
  const session = createSession({
    engine: fake.engine,
    ownModel: OWN,
    nextRun: () => ++runs,
    random: () => 0.5,
    nextFrame: (callback) => void frames.push(callback),
    later(callback) {
      queueMicrotask(callback);
      return () => undefined;
    },
    watch: {
      crashed: async () => (notes.crashed ? OWN : undefined),
      forget() {
        notes.crashed = false;
      },
      around(_source, load) {
        notes.around++;
        return load();
      },
    },
    choices: { get: (model) => chosen.get(model) ?? {}, set: (model, options) => void chosen.set(model, options) },
    kept,
    isFramed,
    leavePlace: () => void left.push(session.store.state().run),
    remember: ({ number }) => void remembered.push(number),
  });
  const state = session.store.state;
  return { ...fake, session, state, frames, notes, remembered, kept, left };
}

/** Lets every promise that is settled tell its followers. */
export const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A page whose own model is loaded. @param more of what there is to say of the model */
export async function openReadyPage(more: Partial<ModelInfo> = {}) {
  const page = openPage();
  void page.session.open({ source: OWN });
  page.described[0]?.settle(succeed(offerOf(OWN)));
  await settle();
  page.loads[0]?.settle(succeed({ ...infoOf(OWN), ...more }));
  await settle();
  return page;
}

/** A page whose own model has written a text after the prompt that was typed. */
export async function openWrittenPage(result = resultOf("life", " is not")) {
  const page = await openReadyPage();
  page.session.type(result.prompts[0] ?? "");
  page.session.generate();
  page.runs[0]?.settle(succeed(result));
  await settle();
  return page;
}
