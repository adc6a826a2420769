import { chooseWhole } from "../choose-whole.ts";

/** Flax's own name, its parts, or the only file of the kind; nothing without the `config.json` that says how many heads there are. */
export function chooseFlax(names: readonly string[]): readonly string[] {
  return chooseWhole(names, "flax_model.msgpack", /\.msgpack$/, /^flax_model-\d+-of-\d+\.msgpack$/);
}
