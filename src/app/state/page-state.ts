import type { EngineStatus } from "../../contract/engine-status.ts";
import type { GenerateDelta, GenerateResult } from "../../contract/generate-result.ts";
import type { ModelCard } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import type { Failure } from "../../contract/outcome.ts";
import type { GenerationParameters, ParameterName } from "../../contract/parameters.ts";
import type { Continued } from "../../contract/request.ts";
import { type LoadEvent, type ModelsState, NO_MODEL, stepModels } from "./models-state.ts";
import { appendDeltas, endRun, isUnderWay, type Run, type RunRequest, startRun } from "./run.ts";
import type { LinkedVoice, Voice } from "./voice.ts";
import { withThread } from "./with-thread.ts";
import { withParameter } from "./with-parameter.ts";
import { without } from "./without.ts";

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

export interface PageState extends ModelsState {
  /** The card of the site's own model, as far as it was known when the site was built. */
  readonly ownCard?: ModelCard;
  readonly prompt: string;
  readonly promptTokens?: number;
  /** Only those that the visitor changed. */
  readonly parameters: GenerationParameters;
  /** What follows a part of the prompt, as a link or an entry of the history brought it; of use while both stand there. */
  readonly continued?: Continued & { readonly prompt: string };
  readonly run?: Run;
  readonly shared?: SharedOutput;
  /** Chosen, or brought by a link or the history; absent for the model as it is. */
  readonly voice?: Voice;
  /** An adapter that the page's link holds, until the visitor has decided. */
  readonly linked?: LinkedVoice;
  readonly tidy: boolean;
  /** One readable line above the form, until it is closed. */
  readonly notice?: string | Failure;
  /** The visitor's prompt, in whose place another app's text or a link's was put. */
  readonly replaced?: string;
  /** Name of the zip whose model is being unpacked. */
  readonly unpacking?: string;
  /** True when a new version of the site waits for the visitor's word. */
  readonly hasUpdate: boolean;
}

export type PageEvent =
  | LoadEvent
  | { readonly type: "thread"; readonly status: EngineStatus }
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
      readonly voice?: Voice;
    }
  /** What stood here before the page was loaded anew. */
  | ({ readonly type: "restored" } & Pick<PageState, "prompt" | "parameters" | "continued" | "shared" | "voice"> & {
        readonly finished?: Run;
      })
  /** The prompt that something from outside takes the place of; `undefined` when that has been settled. */
  | { readonly type: "replaced"; readonly prompt: string | undefined }
  | { readonly type: "run"; readonly run: number; readonly request: RunRequest }
  | { readonly type: "deltas"; readonly run: number; readonly deltas: readonly GenerateDelta[] }
  | { readonly type: "stopping"; readonly run: number }
  | { readonly type: "ended"; readonly run: number; readonly result: GenerateResult }
  | { readonly type: "run-failed"; readonly run: number; readonly failure: Failure }
  | { readonly type: "cleared" }
  /** The visitor goes on with the model that is here. */
  | { readonly type: "attempt-closed" }
  | { readonly type: "voice"; readonly voice: Voice | undefined }
  | { readonly type: "linked-voice"; readonly linked: LinkedVoice | undefined }
  | { readonly type: "updated" }
  | { readonly type: "tidy"; readonly on: boolean }
  | { readonly type: "notice"; readonly text: string | Failure | undefined }
  | { readonly type: "unpacking"; readonly file: string | undefined };

export const INITIAL: PageState = {
  ...NO_MODEL,
  prompt: "",
  parameters: {},
  tidy: false,
  hasUpdate: false,
};

/** The card of the model that the page is about; the site's own is known before it was looked up. */
export function cardOf({ offer, isForeign, ownCard }: PageState): ModelCard | undefined {
  return offer?.card ?? (isForeign ? undefined : ownCard);
}

/** The page's one state machine. Late answers of earlier loads and runs change nothing. */
export function step(state: PageState, event: PageEvent): PageState {
  if ("load" in event) return afterLoadEvent(state, event);
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
      const { prompt, parameters, continued, shared, voice } = event;
      const bare = without(state, "shared", "promptTokens", "run", "continued", "voice");
      const kept = isUnderWay(state.run) && state.run !== undefined ? { ...bare, run: state.run } : bare;
      return {
        ...kept,
        prompt,
        parameters,
        ...(continued && {
          continued: { ...continued, prompt: prompt.slice(0, prompt.length - continued.text.length) },
        }),
        ...(shared && { shared }),
        ...(voice && { voice }),
      };
    }
    case "restored": {
      if (isUnderWay(state.run)) return state;
      const { type: _type, finished, ...kept } = event;
      const bare = without(state, "shared", "promptTokens", "run", "continued");
      return { ...bare, ...kept, ...(finished && { run: finished }) };
    }
    case "replaced":
      return withPart(state, "replaced", event.prompt);
    case "attempt-closed":
      return without(state, "beside");
    case "cleared":
      return isUnderWay(state.run) ? state : without(state, "run", "shared");
    case "tidy":
      return { ...state, tidy: event.on };
    case "voice":
      return withPart(state, "voice", event.voice);
    case "linked-voice":
      return withPart(state, "linked", event.linked);
    case "updated":
      return { ...state, hasUpdate: true };
    case "notice":
      return withPart(state, "notice", event.text);
    case "unpacking":
      return withPart(state, "unpacking", event.file);
  }
}

type Part = "replaced" | "voice" | "linked" | "notice" | "unpacking";

/** With a part that may be absent, or without it. */
function withPart<K extends Part>(state: PageState, name: K, part: PageState[K]): PageState {
  return part === undefined ? without<PageState, Part>(state, name) : { ...state, [name]: part };
}

function afterLoadEvent(state: PageState, event: LoadEvent): PageState {
  const next = changeModels(state, (models) => stepModels(models, event));
  // Another model cuts the prompt into other tokens.
  return event.type === "loaded" && next !== state ? without(next, "promptTokens") : next;
}

function afterThreadEvent(state: PageState, status: EngineStatus): PageState {
  const next = changeModels(state, (models) => withThread(models, status));
  return status.kind === "improved" ? without(next, "promptTokens") : next;
}

function changeModels(state: PageState, change: (models: ModelsState) => ModelsState): PageState {
  const { load, loadNumber, isForeign, loadOptions, offer, beside, before, ...others } = state;
  const models: ModelsState = {
    load,
    loadNumber,
    isForeign,
    loadOptions,
    ...(offer !== undefined && { offer }),
    ...(beside !== undefined && { beside }),
    ...(before !== undefined && { before }),
  };
  const next = change(models);
  return next === models ? state : { ...others, ...next };
}

type RunEvent = Extract<PageEvent, { readonly run: number }>;

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
