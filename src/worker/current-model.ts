import type { LoadOptions } from "../contract/load.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { LoadedModel } from "./load-model.ts";
import type { Rival, Timed } from "./rival.ts";

interface Current extends LoadedModel {
  /** What was asked for, to know it again. */
  readonly key: string;
}

/** The one model that is loaded. */
export class CurrentModel {
  #current: Current | undefined;

  /** @throws Refusal `not_loaded` */
  get(): LoadedModel {
    const model = this.now;
    if (model !== undefined) return model;
    throw refuse("not_loaded", "none", {});
  }

  /** The model, where there is one, as it is told with its adapters. */
  get now(): LoadedModel | undefined {
    const model = this.#current;
    return model && { ...model, info: model.beside.tell(model.info) };
  }

  /** The model, where it has a rival that could take its place: one with adapters stays on the backend that has room for them. */
  get challenged(): (LoadedModel & { readonly rival: Rival }) | undefined {
    const { rival } = this.#current ?? {};
    return this.#current && rival && !this.#current.beside.isVoiced ? { ...this.#current, rival } : undefined;
  }

  /** Has the faster one of two backends run the model from now on, unless it is not the same any more. No run may be under way. */
  async settle(challenged: LoadedModel & { readonly rival: Rival }, { pass, report }: Timed): Promise<void> {
    const now = this.challenged;
    if (this.#current === undefined || now?.rival !== challenged.rival) return pass?.dispose();
    const { rival, ...model } = this.#current;
    await rival?.remember(report.backend);
    const info = { ...model.info, backend: report };
    if (pass === undefined) {
      this.#current = { ...model, info };
      return;
    }
    this.#current = {
      ...model,
      info,
      pass,
      beside: model.beside.on(pass, report.backend),
      dispose: () => pass.dispose(),
    };
    await model.dispose();
  }

  /** Of the model, where it is the one that is asked for. Picked files may have changed under the same names. */
  infoOf(source: ModelSource, options: LoadOptions): ModelInfo | undefined {
    return source.kind !== "files" && this.#current?.key === keyOf(source, options) ? this.now?.info : undefined;
  }

  /**
   * Lets the model go and loads another; nothing is loaded where that fails. Two models at once may be more than a phone has
   * memory for.
   */
  async replace(source: ModelSource, options: LoadOptions, load: () => Promise<LoadedModel>): Promise<ModelInfo> {
    const old = this.#current;
    this.#current = undefined;
    await old?.dispose();
    const loaded = await load();
    this.#current = { ...loaded, key: keyOf(source, options) };
    return this.get().info;
  }
}

function keyOf(source: ModelSource, options: LoadOptions): string {
  return JSON.stringify([sourceKey(source), options]);
}
