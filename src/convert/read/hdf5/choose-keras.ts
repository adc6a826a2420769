import { chooseWhole } from "../choose-whole.ts";

/** Keras' weights under transformers' name, their parts, or the only file of the kind; nothing without the `config.json` they need. */
export function chooseKeras(names: readonly string[]): readonly string[] {
  return chooseWhole(names, "tf_model.h5", /\.(?:h5|hdf5)$/i, /^tf_model-\d+-of-\d+\.h5$/);
}
