import { adapterOf } from "../contract/answers-to.ts";
import type { AdapterRack } from "../contract/low-rank.ts";
import { refuse } from "../contract/outcome.ts";
import type { RunningModel } from "./compute.ts";

/** A model with the adapters that lie beside it. */
export interface VoicedModel extends RunningModel {
  /** Numbers of `info.adapters` in the pass's rack, by their names. */
  readonly adapters?: ReadonlyMap<string, number>;
}

/** How the adapter of a name is asked for. */
interface Chosen {
  readonly model: RunningModel;
  /** In the pass's rack; undefined for the model as it is. */
  readonly adapter: number | undefined;
}

/**
 * The model as a run sees it that names an adapter, or none: with the adapter's own settings, where it has some.
 * @throws Refusal `model_not_found`
 */
export function chooseAdapter({ adapters, ...model }: VoicedModel, name: string | undefined): Chosen {
  if (name === undefined) return { model, adapter: undefined };
  const [adapter, info] = [adapters?.get(name), adapterOf(model.info, name)];
  if (adapter === undefined || info === undefined) {
    throw refuse(
      "model_not_found",
      "no_adapter",
      { model: model.info.name, name: name.slice(0, 200) },
      { subject: "adapter" },
    );
  }
  return { model: { ...model, info: { ...model.info, ...(info.defaults && { defaults: info.defaults }) } }, adapter };
}

/**
 * The model, its pass computing with the adapter that a run names, or with none. No run may be under way. Where the last run had
 * another one, nothing of what the cache holds is used again.
 * @throws Refusal `model_not_found`
 */
export function withAdapter(voiced: VoicedModel, name: string | undefined): RunningModel {
  const { model, adapter } = chooseAdapter(voiced, name);
  const rack: AdapterRack | undefined = model.pass.adapters;
  rack?.select(adapter);
  return model;
}
