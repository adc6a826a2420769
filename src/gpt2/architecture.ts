import { makeNote, type Note, type Refusal, refuse } from "../contract/outcome.ts";

/** Heads of GPT-2 that write text; the rest of the family classifies. */
const ARCHITECTURES = ["GPT2LMHeadModel", "GPT2DoubleHeadsModel", "GPT2Model"];

/** Names of heads that were trained for something else than to write on. */
const NO_TEXT = /For(?!CausalLM)[A-Z]/;

/** @throws Refusal `unsupported_architecture` that names what `config.json` describes */
export function checkArchitecture(json: Readonly<Record<string, unknown>>, path: string): void {
  const architectures = listArchitectures(json);
  const other = architectures.find((name) => !ARCHITECTURES.includes(name));
  // Libraries and training scripts give their own classes names; transformers goes by the type alone.
  if (other !== undefined && (json["model_type"] !== "gpt2" || NO_TEXT.test(other))) throw unsupportedType(path, other);
  // transformers before 2.4 wrote no model_type.
  const isOld = json["model_type"] === undefined && (architectures.length > 0 || json["n_embd"] !== undefined);
  if (!isOld) checkModelType(json, path);
  if (json["quantization_config"]) throw unsupported(path, "quantized");
}

/** What the owner of a model should know of its architecture. */
export function noteArchitecture(json: Readonly<Record<string, unknown>>, path: string): Note[] {
  const other = listArchitectures(json).find((name) => !ARCHITECTURES.includes(name));
  return [
    ...(other === undefined ? [] : [makeNote("custom_architecture", { path, name: other })]),
    ...(json["add_cross_attention"] === true ? [makeNote("cross_attention", {})] : []),
  ];
}

function listArchitectures(json: Readonly<Record<string, unknown>>): string[] {
  const listed = json["architectures"];
  return Array.isArray(listed) ? listed.map(String) : [];
}

/** @throws Refusal `unsupported_architecture` for a `model_type` that is not GPT-2's, or is missing */
export function checkModelType(json: Readonly<Record<string, unknown>>, path: string): void {
  const type = json["model_type"];
  if (type === "gpt2") return;
  throw type === undefined ? unsupported(path, "no_model_type") : unsupportedType(path, String(type));
}

/** What is like GPT-2, but is not supported. */
function unsupported(path: string, what: "quantized" | "no_model_type"): Refusal {
  return refuse("unsupported_architecture", what, { path, names: ARCHITECTURES }, { subject: path });
}

function unsupportedType(path: string, name: string): Refusal {
  return refuse("unsupported_architecture", "architecture", { path, name, names: ARCHITECTURES }, { subject: path });
}
