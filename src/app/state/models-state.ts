import type { LoadOptions, LoadProgress } from "../../contract/load.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { ModelOffer } from "../../contract/model-offer.ts";
import type { Failure } from "../../contract/outcome.ts";
import { isRunning } from "./with-thread.ts";
import { without } from "./without.ts";

/** Why a load waits for a click. */
export type ConsentReason = "foreign" | "large" | "unfinished" | "framed";

/** Before anything is known of a repository: in frames of other pages its host is not asked without a click, either. */
export interface Unseen {
  readonly kind: "unseen";
  readonly repo: string;
}

export type LoadState =
  | { readonly kind: "looking" }
  | { readonly kind: "asking"; readonly why: ConsentReason | Unseen }
  | { readonly kind: "loading"; readonly progress?: LoadProgress }
  /** `coming`: a lighter model answers, and the one that was asked for is on its way. */
  | { readonly kind: "ready"; readonly info: ModelInfo; readonly coming?: LoadProgress }
  | { readonly kind: "restarting"; readonly info: ModelInfo }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What the page knows of a model, from its name to its answers. */
export interface ModelState {
  readonly load: LoadState;
  /** True while the model is not the site's own. */
  readonly isForeign: boolean;
  /** What the visitor chose for this model instead of the automatic choice. */
  readonly loadOptions: LoadOptions;
  readonly offer?: ModelOffer;
}

/**
 * The model of the page, and its way to another one. A model that runs stays while another is looked up, asked about or
 * refused (`beside`), and comes back where that one's load fails (`before`).
 */
export interface ModelsState extends ModelState {
  /** Numbers loads; an answer to an earlier one is dropped. */
  readonly loadNumber: number;
  readonly beside?: ModelState;
  readonly before?: ModelState;
}

/** The model that answers; `undefined` while none does. */
export function readyModel({ load }: ModelState): ModelInfo | undefined {
  return load.kind === "ready" ? load.info : undefined;
}

export type LoadEvent =
  | { readonly type: "looking"; readonly load: number; readonly isForeign: boolean }
  | { readonly type: "offered"; readonly load: number; readonly offer: ModelOffer }
  | { readonly type: "asking"; readonly load: number; readonly why: ConsentReason | Unseen }
  | { readonly type: "starting"; readonly load: number; readonly options: LoadOptions }
  | { readonly type: "progress"; readonly load: number; readonly progress: LoadProgress }
  | { readonly type: "loaded"; readonly load: number; readonly info: ModelInfo }
  | { readonly type: "load-failed"; readonly load: number; readonly failure: Failure };

export const NO_MODEL: ModelsState = {
  load: { kind: "looking" },
  loadNumber: 0,
  isForeign: false,
  loadOptions: {},
};

/** The model that the page is about to have: the other one, where there is one. */
export function attemptOf(state: ModelsState): ModelState {
  return state.beside ?? state;
}

/** The name of the model that goes on answering beside the question or the failure. */
export function standingModel({ beside, load }: ModelsState): string | undefined {
  return beside !== undefined && load.kind === "ready" ? load.info.name : undefined;
}

/** One step on the way to a model. Late answers of earlier loads change nothing. */
export function stepModels(state: ModelsState, event: LoadEvent): ModelsState {
  if (event.type === "looking") return startLooking(state, event);
  // A load that has ended, well or not, takes no more news.
  if (event.load !== state.loadNumber || isOver(attemptOf(state).load)) return state;
  switch (event.type) {
    case "offered":
      return changeAttempt(state, { offer: event.offer });
    case "asking":
      return changeAttempt(state, { load: { kind: "asking", why: event.why } });
    case "starting":
      return startLoading(state, event.options);
    case "progress":
      return state.load.kind === "loading" ? { ...state, load: { kind: "loading", progress: event.progress } } : state;
    case "loaded":
      return state.beside === undefined
        ? { ...without(state, "before"), load: { kind: "ready", info: event.info } }
        : state;
    case "load-failed":
      return fail(state, event.failure);
  }
}

function startLooking(
  state: ModelsState,
  { load: loadNumber, isForeign }: LoadEvent & { type: "looking" },
): ModelsState {
  const attempt = { load: { kind: "looking" }, isForeign, loadOptions: {} } as const;
  const standing = isRunning(state.load) ? state : back(state);
  if (standing !== undefined) return { ...standing, loadNumber, beside: attempt };
  return { ...without(state, "offer", "beside"), loadNumber, ...attempt };
}

function startLoading(state: ModelsState, loadOptions: LoadOptions): ModelsState {
  const { beside } = state;
  if (beside === undefined) return { ...state, load: { kind: "loading" }, loadOptions };
  const { load, isForeign, loadOptions: options, offer } = state;
  const before: ModelState = { load, isForeign, loadOptions: options, ...(offer !== undefined && { offer }) };
  return { ...without(state, "beside", "offer"), ...beside, before, load: { kind: "loading" }, loadOptions };
}

function fail(state: ModelsState, failure: Failure): ModelsState {
  const load = { kind: "failed", failure } as const;
  const standing = back(state);
  if (standing === undefined) return changeAttempt(state, { load });
  // What the visitor gave up is no failure to be told of.
  if (failure.code === "cancelled") return standing;
  const { isForeign, loadOptions, offer } = state;
  return { ...standing, beside: { load, isForeign, loadOptions, ...(offer !== undefined && { offer }) } };
}

/** The page with the model that it had before the load under way. */
function back(state: ModelsState): ModelsState | undefined {
  const { before } = state;
  return before === undefined ? undefined : { ...without(state, "before", "beside", "offer"), ...before };
}

function changeAttempt(state: ModelsState, change: Partial<ModelState>): ModelsState {
  return state.beside === undefined ? { ...state, ...change } : { ...state, beside: { ...state.beside, ...change } };
}

function isOver(load: LoadState): boolean {
  return isRunning(load) || load.kind === "failed";
}
