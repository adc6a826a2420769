import type { Engine } from "../contract/engine.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { ModelCard } from "../contract/model-offer.ts";
import type { ModelSource } from "../contract/model-source.ts";
import type { PageEvent, PageState } from "./state/page.ts";
import type { Run } from "./state/run.ts";
import type { Store } from "./state/store.ts";

export type PageStore = Store<PageState, PageEvent>;

/** What the session needs of the world. */
export interface SessionWorld {
  readonly engine: Engine;
  /** The model that the site itself offers. */
  readonly ownModel: ModelSource;
  /** Its card, as far as it was known when the site was built. */
  readonly ownCard?: ModelCard;
  /** Numbers of runs, shared with every other caller of the engine. */
  readonly nextRun: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Calls back before the next frame is painted. */
  readonly nextFrame: (callback: () => void) => void;
  /** Calls back after some milliseconds; the function returned takes it back. */
  readonly later: (callback: () => void, ms: number) => () => void;
  /** Knows of a load that a crash of the page ended, so that it does not begin again by itself. */
  readonly watch: LoadWatch;
  /** The backend that the visitor chose for a model. */
  readonly choices: { get(model: string): LoadOptions; set(model: string, options: LoadOptions): void };
  /** Names of models that were kept on this device, so that one that is gone can be missed. */
  readonly kept: { has(model: string): boolean; add(model: string): void; delete(model: string): void };
  /** True in a frame of another page, where nothing heavy may start without a click. */
  readonly isFramed: boolean;
  /** What is shown now is to be found by the browser's way back. */
  readonly leavePlace: () => void;
  /** Keeps a finished run, and which model wrote it. */
  readonly remember: (run: Run) => void;
}

/** The part of the bridge's load watch that is used here. */
export interface LoadWatch {
  crashed(): Promise<unknown>;
  forget(): void;
  around<T>(source: ModelSource, load: () => Promise<T>): Promise<T>;
}
