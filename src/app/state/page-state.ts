import type { EngineStatus } from "../../contract/engine-status.ts";
import type { ModelCard } from "../../contract/model-offer.ts";
import { type LoadEvent, type ModelsState, NO_MODEL, stepModels } from "./models-state.ts";
import type { PageEvent, PageState } from "./page.ts";
import { appendDeltas, endRun, isUnderWay, startRun } from "./run.ts";
import { withThread } from "./with-thread.ts";
import { withParameter } from "./with-parameter.ts";
import { without } from "./without.ts";

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
