/** The half of an export without a cache; a graph that has one needs no conversion. */
const HALF = "decoder_model.onnx";

/** A graph that was exported in two halves, of which each has all weights; `config.json` says what they are. */
export function chooseHalves(names: readonly string[]): readonly string[] {
  return names.includes("config.json") ? names.filter((name) => name === HALF) : [];
}
