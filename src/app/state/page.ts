import type { EngineStatus } from "../../contract/engine-status.ts";
import type { GenerateDelta, GenerateResult } from "../../contract/generate-result.ts";
import type { ModelCard } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import type { Failure } from "../../contract/outcome.ts";
import type { GenerationParameters, ParameterName } from "../../contract/parameters.ts";
import type { Continued } from "../../contract/request.ts";
import type { LoadEvent, ModelsState } from "./models-state.ts";
import type { Run, RunRequest } from "./run.ts";
import type { LinkedVoice, Voice } from "./voice.ts";

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
