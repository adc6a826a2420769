import type { EngineStatus } from "../../contract/engine-status.ts";
import type { LoadOptions, LoadProgress } from "../../contract/load.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { isSameSource, type ModelSource } from "../../contract/model-source.ts";
import type { Failure, Outcome } from "../../contract/outcome.ts";

/** A model that is asked for. */
export interface Wanted {
  readonly source: ModelSource;
  readonly options: LoadOptions;
  /** Name of the model in whose place this lighter one is to answer. */
  readonly standsInFor?: string;
  /** True where the model that answers stands in for it: it comes by itself, and gives way to any other. */
  readonly isImprovement?: true;
}

/** A model that is there, and how it was asked for. */
export interface Loaded {
  readonly wanted: Wanted;
  readonly info: ModelInfo;
}

/** A load that was asked for and is the one under way. */
export interface Load {
  readonly load: number;
  readonly wanted: Wanted;
  /** Where it is loaded: in the thread that answers or in one beside it; nowhere yet while the runs of a large model end. */
  readonly thread?: number;
  /** There, in a thread beside the one that answers: takes over when the runs under way have ended. */
  readonly done?: Loaded;
  /** The model that had to go for it, and comes back if it fails. */
  readonly before?: Loaded;
  readonly isGivenUp?: true;
}

/** A model that is loaded again after its thread was lost, or because the one that took its place failed. */
export interface Restoration {
  readonly wanted: Wanted;
  readonly triesLeft: number;
}

/** A call that waits, or is with a thread. */
export interface Call {
  readonly call: number;
  /** UTF-16 units of text that it gives the thread to cut into tokens. */
  readonly characters?: number;
  readonly needsModel?: true;
  /** The caller's number, of a run. */
  readonly run?: number;
  /** Number of the run that it stops; it never overtakes that one. */
  readonly stops?: number;
  /** Absent while it waits. */
  readonly thread?: number;
}

/** All that the page knows of the model's thread. Threads, calls and loads have numbers, which are never used again. */
export interface ThreadState {
  /** Number of the newest thread; 0 before the first. */
  readonly newest: number;
  /** The thread that answers; it starts with the first call. */
  readonly serving?: number | undefined;
  /** The model that answers. What shows or hosts it asks here, or is told of each change. */
  readonly model?: Loaded | undefined;
  readonly restoration?: Restoration | undefined;
  readonly load?: Load | undefined;
  /** Loads that wait for their turn. */
  readonly queue: readonly Load[];
  /** Those that a thread has, and those that wait, in order of arrival. */
  readonly calls: readonly Call[];
  /** When a GPU was lost last, in milliseconds of the page's clock. */
  readonly gpuLostAt: number;
  /** How often a model was asked for or given up. */
  readonly choices: number;
  /** The last that is known of a model that is not there. */
  readonly news?: News;
}

export type News =
  | { readonly kind: "loading"; readonly progress?: LoadProgress }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "lost"; readonly failure: Failure };

export const INITIAL: ThreadState = {
  newest: 0,
  queue: [],
  calls: [],
  gpuLostAt: Number.NEGATIVE_INFINITY,
  choices: 0,
};

/** What happens. */
export type ThreadEvent =
  | { readonly type: "called"; readonly call: Call }
  | { readonly type: "answered"; readonly call: number; readonly thread: number; readonly outcome: Outcome<unknown> }
  /** A model is asked for, and perhaps not loaded at once: another one that comes by itself is not wanted any more. */
  | { readonly type: "chosen"; readonly wanted: Wanted }
  | { readonly type: "load"; readonly load: number; readonly wanted: Wanted }
  | { readonly type: "progress"; readonly load: number; readonly progress: LoadProgress }
  | { readonly type: "loaded"; readonly thread: number; readonly outcome: Outcome<ModelInfo> }
  /** The model that answers has other adapters, or runs on another backend. */
  | { readonly type: "changed"; readonly info: ModelInfo }
  /** `isFinal`: no other one is asked for in the place of those that are given up. */
  | { readonly type: "give-up"; readonly isFinal?: true }
  /** A load that was given up goes on all the same. */
  | { readonly type: "overdue"; readonly load: number }
  | { readonly type: "died"; readonly thread: number; readonly failure: Failure };

/** What is to be done. */
export type Effect =
  | { readonly type: "start"; readonly thread: number }
  /** To no thread where it matters to none. */
  | { readonly type: "post"; readonly call: number; readonly thread: number | undefined }
  | { readonly type: "load"; readonly thread: number; readonly wanted: Wanted; readonly load?: number }
  | { readonly type: "give-up"; readonly thread: number; readonly load: number }
  | { readonly type: "settle"; readonly load: number; readonly outcome: Outcome<ModelInfo> }
  /** Ends a thread; every call that it has settles with the failure. */
  | { readonly type: "end"; readonly thread: number; readonly failure: Failure }
  | { readonly type: "tell"; readonly status: EngineStatus };

/** A step under way: the state as it will be, and what is to be done in this order. Nobody outside of the step sees it. */
export type Draft = { -readonly [Field in keyof ThreadState]: ThreadState[Field] } & {
  readonly effects: Effect[];
  /** Milliseconds of the page's clock. */
  readonly at: number;
};

/** @param info as the thread gave it */
export function loadedOf(wanted: Wanted, info: ModelInfo): Loaded {
  const { standsInFor } = wanted;
  return { wanted, info: standsInFor === undefined ? info : { ...info, standsInFor } };
}

/** The load of a model that comes by itself, in whose place another answers. */
export function comingLoad({ load, queue }: ThreadState): Load | undefined {
  return [load, ...queue].find((one) => one?.wanted.isImprovement && !one.isGivenUp);
}

export function isSameWanted(one: Wanted, other: Wanted): boolean {
  return isSameSource(one.source, other.source) && JSON.stringify(one.options) === JSON.stringify(other.options);
}
