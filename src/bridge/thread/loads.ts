import type { ModelInfo } from "../../contract/model-info.ts";
import { isSameSource, mayHaveChanged } from "../../contract/model-source.ts";
import { makeFailure, type Outcome, succeed } from "../../contract/outcome.ts";
import { isBusy } from "./calls.ts";
import { restore } from "./restore.ts";
import { type Draft, isSameWanted, type Load, type Loaded, loadedOf, type Wanted } from "./thread-state.ts";
import { addThread, ensureServing } from "./threads.ts";

/** Weights of a model that stays in memory while another is loaded: phones have room for one large model, not for two. */
const BESIDE_BYTES = 64 * 1024 * 1024;
/** Of loads that were given up. */
export const GIVEN_UP = makeFailure("cancelled", "load", {});

/** Begins the next load, where none is under way; those of what is loaded already end at once. */
export function beginLoads(draft: Draft): void {
  for (const next of draft.queue) {
    if (draft.load !== undefined || draft.restoration !== undefined) return;
    draft.queue = draft.queue.slice(1);
    beginLoad(draft, next);
  }
}

function beginLoad(draft: Draft, next: Load): void {
  const { model } = draft;
  draft.load = next;
  if (model === undefined) loadIn(draft, next, ensureServing(draft));
  else if (isSame(model, next.wanted)) endLoad(draft, succeed(model.info));
  else if (model.info.bytes <= BESIDE_BYTES) loadIn(draft, next, addThread(draft));
}

/** Lets a large model go when its last run has ended, and loads the one that waits for its place. */
export function makeRoom(draft: Draft): void {
  const { load, model, serving } = draft;
  if (load === undefined || load.thread !== undefined || isBusy(draft)) return;
  draft.model = undefined;
  // WebAssembly memory only grows, and a GPU's is freed late: another model gets another thread.
  if (serving !== undefined && model !== undefined && !isSameSource(model.wanted.source, load.wanted.source)) {
    draft.serving = undefined;
    draft.effects.push({ type: "end", thread: serving, failure: makeFailure("cancelled", "other_loading", {}) });
  }
  loadIn(draft, model === undefined ? load : { ...load, before: model }, ensureServing(draft));
}

/** Lets a model answer that has been loaded beside another, between two runs of that one. */
export function takeOver(draft: Draft): void {
  const { load, serving } = draft;
  if (load?.done === undefined || draft.restoration !== undefined || isBusy(draft)) return;
  if (serving !== undefined) {
    draft.effects.push({ type: "end", thread: serving, failure: makeFailure("cancelled", "other_loaded", {}) });
  }
  draft.serving = load.thread;
  draft.model = load.done;
  endLoad(draft, succeed(load.done.info));
}

/** The load under way has ended in its thread, which goes on. */
export function finishLoad(draft: Draft, load: Load, info: ModelInfo): void {
  const done = loadedOf(load.wanted, info);
  if (load.thread !== draft.serving) {
    draft.load = { ...load, done };
    return;
  }
  draft.model = done;
  endLoad(draft, succeed(done.info));
}

/** Settles the load under way, and brings back what had to go for one that failed. */
export function endLoad(draft: Draft, outcome: Outcome<ModelInfo>): void {
  const { load } = draft;
  if (load === undefined) return;
  draft.load = undefined;
  draft.effects.push({ type: "settle", load: load.load, outcome });
  // One that came as it was given up answers all the same.
  if (load.wanted.isImprovement && (outcome.ok || !load.isGivenUp)) tellImprovement(draft, outcome);
  if (outcome.ok) return;
  draft.news = { kind: "failed", failure: outcome.failure };
  if (load.before !== undefined) restore(draft, load.before.wanted, outcome.failure);
}

export function tellImprovement(draft: Draft, outcome: Outcome<ModelInfo>): void {
  draft.effects.push({
    type: "tell",
    status: outcome.ok ? { kind: "improved", info: outcome.value } : { kind: "not-improved", failure: outcome.failure },
  });
}

function loadIn(draft: Draft, load: Load, thread: number): void {
  draft.load = { ...load, thread };
  draft.effects.push({ type: "load", thread, wanted: load.wanted, load: load.load });
}

/** True for a model that is loaded as it is asked for. Picked files may have changed, and after a GPU loss it may run elsewhere. */
function isSame({ wanted: { source, options }, info }: Loaded, wanted: Wanted): boolean {
  const { gpuLoss, ...asked } = options;
  if (mayHaveChanged(wanted.source) || (gpuLoss !== undefined && info.backend.device !== "webgpu")) return false;
  return isSameWanted({ source, options: asked }, wanted);
}
