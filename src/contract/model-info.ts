import type { BackendName, Device } from "./backends.ts";
import type { ChatTemplate } from "./chat.ts";
import type { Dtype } from "./dtypes.ts";
import type { Quality } from "./manifest.ts";
import type { ModelCard } from "./model-offer.ts";
import type { ModelSource } from "./model-source.ts";
import type { Failure, Note } from "./outcome.ts";
import type { GenerationParameters } from "./parameters.ts";

/** The backend that was chosen and why, for the status line. */
export interface BackendReport {
  readonly backend: BackendName;
  readonly device: Device;
  readonly dtype: Dtype;
  readonly threads: number;
  /** Such as that it was the fastest of 2, or that there is no WebGPU adapter. */
  readonly reason: Note;
  /** Each backend that was tried: milliseconds per token, or why it was refused. */
  readonly tried: readonly {
    readonly backend: BackendName;
    readonly msPerToken?: number;
    readonly refused?: Failure;
  }[];
}

/** An adapter that is kept apart from a model's weights. */
export interface AdapterInfo {
  /** Unlike that of the model, and of its other adapters. */
  readonly name: string;
  /** Where it has settings of its own; else those of the model. */
  readonly defaults?: GenerationParameters;
  /** SHA-256 of what it computes, whatever its files are called; absent on a server. */
  readonly digest?: string;
  /** Under which this device keeps it; absent where it goes with the page. */
  readonly id?: string;
}

export interface ModelInfo {
  readonly name: string;
  readonly source: ModelSource;
  readonly commit?: string;
  readonly card: ModelCard;
  /** From `generation_config.json`: the defaults of this model. */
  readonly defaults: GenerationParameters;
  /** Where its tokenizer has one: it answers conversations. */
  readonly chat?: ChatTemplate;
  /** Settings of the model that cannot be obeyed here. */
  readonly notes: readonly Note[];
  readonly maxPositions: number;
  readonly vocabSize: number;
  /** Of the weights as they were loaded. */
  readonly bytes: number;
  readonly backend: BackendReport;
  /** Where the files are kept: until evicted (`opfs`, `cache`), or only while the page is open (`memory`, with the reason). */
  readonly kept: { readonly where: "opfs" | "cache" | "memory" | "files"; readonly notice?: Failure };
  readonly quality: Partial<Record<Dtype, Quality>>;
  /** True where `quality` is what a stranger's package says of itself: neither measured here nor published by the site. */
  readonly isQualityClaimed: boolean;
  /** True where the model was converted here and its package can be saved. */
  readonly converted: boolean;
  /** What the model can also write with; a request names one, or none. */
  readonly adapters?: readonly AdapterInfo[];
  /** What is kept for it, and cannot be used since it runs on a backend that computes nothing but a model as it is. */
  readonly idleAdapters?: readonly AdapterInfo[];
  /** Name of the model in whose place this lighter one answers: on a slow line until it has come. */
  readonly standsInFor?: string;
}
