import * as v from "valibot";
import { type GenerationParameters, generationParameters } from "./parameters.ts";

/**
 * The model's own parameters, from `generation_config.json` and, where that does not say how a text ends, from
 * `config.json`. Entries that are unknown here or out of bounds are left out: they must not stop the model.
 */
export function readDefaults(generationConfig: string | undefined, config: string): GenerationParameters {
  const given = entriesOf(generationConfig);
  const eos = given["eos_token_id"] ?? entriesOf(config)["eos_token_id"];
  const known: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(generationParameters.entries)) {
    const value = name === "eos_token_id" ? eos : given[name];
    if (value !== undefined && value !== null && v.is(schema, value)) known[name] = value;
  }
  return v.parse(generationParameters, known);
}

function entriesOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const result = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(text));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}
