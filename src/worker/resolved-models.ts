import { isSameModel, isSameSource, type ModelSource } from "../contract/model-source.ts";
import type { ResolvedModel } from "./resolve-model.ts";

/** An offer that is taken up later is looked up anew: the host may have changed the model's files. */
const FRESH_MS = 10 * 60_000;
/** A model and its lighter sibling, and what the visitor looked at before. */
const MOST = 4;

/** The models that were described last, for the load that follows: it need not ask the host the same things again. */
export class ResolvedModels {
  readonly #now: () => number;
  #noted: readonly { readonly model: ResolvedModel; readonly at: number }[] = [];

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  note(model: ResolvedModel): void {
    this.#drop(model.source);
    // Picked files are at hand, and two of one name may differ.
    if (model.source.kind !== "files") this.#noted = [{ model, at: this.#now() }, ...this.#noted].slice(0, MOST);
  }

  /**
   * The model of this source, once: a load that fails is tried again with what the host says then, and a load changes what is
   * kept of its other commits.
   */
  take(source: ModelSource): ResolvedModel | undefined {
    const found = this.#noted.find(
      ({ model, at }) => isSameSource(model.source, source) && this.#now() - at < FRESH_MS,
    );
    this.#drop(source);
    return found?.model;
  }

  /** What is kept on this device changed, and with it what a listing may rely on. */
  forget(): void {
    this.#noted = [];
  }

  #drop(source: ModelSource): void {
    this.#noted = this.#noted.filter(({ model }) => !isSameModel(model.source, source));
  }
}
