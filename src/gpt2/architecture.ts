import { quoted } from "../contract/malformed.ts";
import { Refusal } from "../contract/outcome.ts";

/** Heads of GPT-2 that write text; the rest of the family classifies. */
const ARCHITECTURES = ["GPT2LMHeadModel", "GPT2DoubleHeadsModel", "GPT2Model"];

/** @throws Refusal `unsupported_architecture` that names what `config.json` describes */
export function checkArchitecture(json: Readonly<Record<string, unknown>>, path: string): void {
  const listed = json["architectures"];
  const architectures = Array.isArray(listed) ? listed.map(String) : [];
  const foreign = architectures.find((name) => !ARCHITECTURES.includes(name));
  if (foreign !== undefined) throw unsupported(path, foreign);
  // transformers before 2.4 wrote no model_type.
  const isOld = json["model_type"] === undefined && (architectures.length > 0 || json["n_embd"] !== undefined);
  if (!isOld) checkModelType(json, path);
  if (json["quantization_config"]) throw unsupported(path, "an already quantized GPT-2");
}

/** @throws Refusal `unsupported_architecture` for a `model_type` that is not GPT-2's, or is missing */
export function checkModelType(json: Readonly<Record<string, unknown>>, path: string): void {
  const type = json["model_type"];
  if (type === "gpt2") return;
  throw unsupported(path, type === undefined ? "a model without model_type" : String(type));
}

export function unsupported(path: string, what: string): Refusal {
  return new Refusal("unsupported_architecture", `${path}: ${quoted(what)} is not supported.`, {
    subject: path,
    hint: `Supported is GPT-2 in all sizes, DistilGPT2 and DialoGPT among them: ${ARCHITECTURES.join(", ")}.`,
  });
}
