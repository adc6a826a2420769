import type {
  GenerateDelta,
  GenerateResult,
  LoadOptions,
  LoadProgress,
  ModelInfo,
  ModelOffer,
  ModelSource,
} from "../../contract/engine.ts";
import type { Failure } from "../../contract/outcome.ts";
import type { GenerationParameters, ParameterName } from "../../contract/parameters.ts";
import type { Continued } from "../../contract/request.ts";
import { appendDeltas, endRun, isUnderWay, type Run, type RunRequest, startRun } from "./run.ts";

/** Why a load waits for a click. */
export type ConsentReason = "foreign" | "large" | "unfinished" | "framed";

export type LoadState =
  | { readonly kind: "looking" }
  | { readonly kind: "asking"; readonly why: ConsentReason }
  | { readonly kind: "loading"; readonly progress?: LoadProgress }
  /** `coming`: a lighter model answers, and the one that was asked for is on its way. */
  | { readonly kind: "ready"; readonly info: ModelInfo; readonly coming?: LoadProgress }
  | { readonly kind: "restarting"; readonly info: ModelInfo }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What a share link, or an entry of the history, brought besides prompt and parameters. */
export interface SharedOutput {
  readonly prompt: string;
  readonly parameters: GenerationParameters;
  readonly texts: readonly string[];
  /** The model, its commit and the device that wrote it, as far as the link says. */
  readonly source?: ModelSource;
  readonly commit?: string;
  readonly device?: string;
  /** The model of an earlier run on this device; absent for a link. */
  readonly earlierWith?: string;
}

export interface PageState {
  readonly load: LoadState;
  /** Numbers loads; an answer to an earlier one is dropped. */
  readonly loadNumber: number;
  /** True while the model is not the site's own. */
  readonly isForeign: boolean;
  /** What the visitor chose for this model instead of the automatic choice. */
  readonly loadOptions: LoadOptions;
  readonly offer?: ModelOffer;
  readonly prompt: string;
  readonly promptTokens?: number;
  /** Only those that the visitor changed. */
  readonly parameters: GenerationParameters;
  /** What follows a part of the prompt, as a link or an entry of the history brought it; of use while both stand there. */
  readonly continued?: Continued & { readonly given: string };
  readonly run?: Run;
  readonly shared?: SharedOutput;
  readonly tidy: boolean;
  /** One readable line above the form, until it is closed. */
  readonly notice?: string;
  /** True when a new version of the site waits for the visitor's word. */
  readonly hasUpdate: boolean;
}

/** What happens to the model's thread outside of calls. */
export type ThreadStatus =
  | { readonly kind: "restarting"; readonly failure: Failure }
  | { readonly kind: "restored"; readonly info: ModelInfo }
  | { readonly kind: "lost"; readonly failure: Failure }
  | { readonly kind: "improving"; readonly progress: LoadProgress }
  | { readonly kind: "improved"; readonly info: ModelInfo }
  | { readonly kind: "not-improved"; readonly failure: Failure };

export type PageEvent =
  | { readonly type: "looking"; readonly load: number; readonly isForeign: boolean }
  | { readonly type: "offered"; readonly load: number; readonly offer: ModelOffer }
  | { readonly type: "asking"; readonly load: number; readonly why: ConsentReason }
  | { readonly type: "starting"; readonly load: number; readonly options: LoadOptions }
  | { readonly type: "progress"; readonly load: number; readonly progress: LoadProgress }
  | { readonly type: "loaded"; readonly load: number; readonly info: ModelInfo }
  | { readonly type: "load-failed"; readonly load: number; readonly failure: Failure }
  | { readonly type: "thread"; readonly status: ThreadStatus }
  | { readonly type: "prompt"; readonly text: string }
  | { readonly type: "prompt-counted"; readonly text: string; readonly tokens: number }
  | { readonly type: "parameter"; readonly name: ParameterName; readonly value: unknown }
  | { readonly type: "parameters"; readonly parameters: GenerationParameters }
  | {
      readonly type: "linked";
      readonly prompt: string;
      readonly parameters: GenerationParameters;
      readonly continued?: Continued;
      readonly shared?: SharedOutput;
    }
  | { readonly type: "run"; readonly run: number; readonly request: RunRequest }
  | { readonly type: "deltas"; readonly run: number; readonly deltas: readonly GenerateDelta[] }
  | { readonly type: "stopping"; readonly run: number }
  | { readonly type: "ended"; readonly run: number; readonly result: GenerateResult }
  | { readonly type: "run-failed"; readonly run: number; readonly failure: Failure }
  | { readonly type: "cleared" }
  | { readonly type: "updated" }
  | { readonly type: "tidy"; readonly on: boolean }
  | { readonly type: "notice"; readonly text: string | undefined };

export const INITIAL: PageState = {
  load: { kind: "looking" },
  loadNumber: 0,
  isForeign: false,
  loadOptions: {},
  prompt: "",
  parameters: {},
  tidy: false,
  hasUpdate: false,
};

/** The page's one state machine. Late answers of earlier loads and runs change nothing. */
export function step(state: PageState, event: PageEvent): PageState {
  if ("load" in event) return stepLoad(state, event);
  if ("run" in event) return stepRun(state, event);
  switch (event.type) {
    case "thread":
      return afterThreadEvent(state, event.status);
    case "prompt":
      return event.text === state.prompt ? state : { ...without(state, "promptTokens"), prompt: event.text };
    case "prompt-counted":
      return event.text === state.prompt ? { ...state, promptTokens: event.tokens } : state;
    case "parameter":
      return { ...state, parameters: withParameter(state.parameters, event.name, event.value) };
    case "parameters":
      return { ...state, parameters: event.parameters };
    case "linked": {
      const { prompt, parameters, continued, shared } = event;
      const bare = without(without(without(without(state, "shared"), "promptTokens"), "run"), "continued");
      const kept = isUnderWay(state.run) && state.run !== undefined ? { ...bare, run: state.run } : bare;
      return {
        ...kept,
        prompt,
        parameters,
        ...(continued && {
          continued: { ...continued, given: prompt.slice(0, prompt.length - continued.text.length) },
        }),
        ...(shared === undefined ? {} : { shared }),
      };
    }
    case "cleared":
      return isUnderWay(state.run) ? state : without(without(state, "run"), "shared");
    case "tidy":
      return { ...state, tidy: event.on };
    case "updated":
      return { ...state, hasUpdate: true };
    case "notice":
      return event.text === undefined ? without(state, "notice") : { ...state, notice: event.text };
  }
}

function afterThreadEvent(state: PageState, status: ThreadStatus): PageState {
  const load = afterThread(state.load, status);
  if (load === state.load) return state;
  // Another model counts other tokens.
  return { ...(status.kind === "improved" ? without(state, "promptTokens") : state), load };
}

function afterThread(load: LoadState, status: ThreadStatus): LoadState {
  switch (status.kind) {
    case "restarting":
      return load.kind === "ready" ? { kind: "restarting", info: load.info } : load;
    case "restored":
      return load.kind === "restarting" ? { kind: "ready", info: status.info } : load;
    case "lost":
      return load.kind === "restarting" ? { kind: "failed", failure: status.failure } : load;
    case "improving":
      return load.kind === "ready" ? { ...load, coming: status.progress } : load;
    case "improved":
      return load.kind === "ready" || load.kind === "restarting" ? { kind: "ready", info: status.info } : load;
    case "not-improved":
      return load.kind === "ready" ? { kind: "ready", info: load.info } : load;
  }
}

type LoadEvent = Extract<PageEvent, { readonly load: number }>;
type RunEvent = Extract<PageEvent, { readonly run: number }>;

function stepLoad(state: PageState, event: LoadEvent): PageState {
  if (event.type === "looking") {
    const { load: loadNumber, isForeign } = event;
    return { ...without(state, "offer"), loadNumber, isForeign, loadOptions: {}, load: { kind: "looking" } };
  }
  if (event.load !== state.loadNumber) return state;
  switch (event.type) {
    case "offered":
      return { ...state, offer: event.offer };
    case "asking":
      return { ...state, load: { kind: "asking", why: event.why } };
    case "starting":
      return { ...state, load: { kind: "loading" }, loadOptions: event.options };
    case "progress":
      return { ...state, load: { kind: "loading", progress: event.progress } };
    case "loaded":
      return { ...without(state, "promptTokens"), load: { kind: "ready", info: event.info } };
    case "load-failed":
      return { ...state, load: { kind: "failed", failure: event.failure } };
  }
}

function stepRun(state: PageState, event: RunEvent): PageState {
  if (event.type === "run") {
    return isUnderWay(state.run) ? state : { ...state, run: startRun(event.run, event.request) };
  }
  const { run } = state;
  if (run === undefined || run.number !== event.run || !isUnderWay(run)) return state;
  switch (event.type) {
    case "deltas":
      return { ...state, run: appendDeltas(run, event.deltas) };
    case "stopping":
      return { ...state, run: { ...run, phase: "stopping" } };
    case "ended":
      return { ...state, run: endRun(run, event.result) };
    case "run-failed":
      return { ...state, run: { ...run, phase: "failed", failure: event.failure } };
  }
}

function withParameter(parameters: GenerationParameters, name: ParameterName, value: unknown): GenerationParameters {
  const { [name]: _before, ...others } = parameters;
  return value === undefined ? others : { ...others, [name]: value };
}

function without<K extends keyof PageState>(state: PageState, key: K): Omit<PageState, K> {
  const { [key]: _gone, ...others } = state;
  return others;
}
