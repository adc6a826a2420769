import type { ModelInfo } from "../contract/model-info.ts";
import type { Outcome } from "../contract/outcome.ts";
import type { ModelThread } from "./model-thread.ts";
import type { OnProgress } from "./thread/driver.ts";
import type { Wanted } from "./thread/thread-state.ts";

/** A model that is asked for. */
export interface Choice {
  readonly thread: ModelThread;
  readonly wanted: Wanted;
  readonly onProgress: OnProgress;
  /** True while nothing else was asked for, and it was not given up. */
  readonly isLatest: () => boolean;
}

/** What is loaded for a model that is asked for. */
export type ChooseLoads = (choice: Choice) => Promise<Outcome<ModelInfo>>;

/** That model, however slow the line is. */
export const loadAlone: ChooseLoads = ({ thread, wanted, onProgress }) => thread.loadNow(wanted, onProgress);
