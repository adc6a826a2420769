import { type Refusal, refuse } from "../contract/outcome.ts";

/** Heads of GPT-2 that write text; the rest of the family classifies. */
const ARCHITECTURES = ["GPT2LMHeadModel", "GPT2DoubleHeadsModel", "GPT2Model"];

/** @throws Refusal `unsupported_architecture` that names what `config.json` describes */
export function checkArchitecture(json: Readonly<Record<string, unknown>>, path: string): void {
  const listed = json["architectures"];
  const architectures = Array.isArray(listed) ? listed.map(String) : [];
  const foreign = architectures.find((name) => !ARCHITECTURES.includes(name));
  if (foreign !== undefined) throw unsupportedType(path, foreign);
  // transformers before 2.4 wrote no model_type.
  const isOld = json["model_type"] === undefined && (architectures.length > 0 || json["n_embd"] !== undefined);
  if (!isOld) checkModelType(json, path);
  if (json["quantization_config"]) throw unsupported(path, "quantized");
}

/** @throws Refusal `unsupported_architecture` for a `model_type` that is not GPT-2's, or is missing */
export function checkModelType(json: Readonly<Record<string, unknown>>, path: string): void {
  const type = json["model_type"];
  if (type === "gpt2") return;
  throw type === undefined ? unsupported(path, "no_model_type") : unsupportedType(path, String(type));
}

/** What is like GPT-2, but is not supported. */
export function unsupported(path: string, what: "quantized" | "no_model_type" | "cross_attention"): Refusal {
  return refuse("unsupported_architecture", what, { path, names: ARCHITECTURES }, { subject: path });
}

function unsupportedType(path: string, name: string): Refusal {
  return refuse("unsupported_architecture", "architecture", { path, name, names: ARCHITECTURES }, { subject: path });
}
