import type { LoadProgress } from "./load.ts";
import type { ModelInfo } from "./model-info.ts";
import type { Failure } from "./outcome.ts";

/** What happens to the model's thread outside of calls. */
export type EngineStatus =
  /** The thread was replaced because of the failure; the model that was loaded is being loaded again. */
  | { readonly kind: "restarting"; readonly failure: Failure }
  /** The model is there again; `info` may name another backend than before. */
  | { readonly kind: "restored"; readonly info: ModelInfo }
  /** It could not be loaded again; the next call answers `not_loaded`. */
  | { readonly kind: "lost"; readonly failure: Failure }
  /** A lighter model answers; the one that was asked for is on its way. */
  | { readonly kind: "improving"; readonly progress: LoadProgress }
  /** It answers from now on. */
  | { readonly kind: "improved"; readonly info: ModelInfo }
  /** The model that answers has other adapters than before, or runs on another backend. */
  | { readonly kind: "changed"; readonly info: ModelInfo }
  /** It could not be loaded; the lighter one goes on. */
  | { readonly kind: "not-improved"; readonly failure: Failure };
