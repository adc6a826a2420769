import * as v from "valibot";
import { type ReadGeneration, readGeneration } from "./generation-config.ts";
import { makeNote } from "./outcome.ts";
import { parseStrictJson, plainJson } from "./strict-json.ts";

/**
 * The model's own parameters from the texts of `generation_config.json`, where there is one, and `config.json`. A file
 * that cannot be read must not stop the model.
 */
export function readDefaults(generationConfig: string | undefined, config: string, vocabSize: number): ReadGeneration {
  const generation = generationConfig === undefined ? undefined : entriesOf("generation_config.json", generationConfig);
  const read = readGeneration(entriesOf("config.json", config) ?? {}, generation, vocabSize);
  if (generationConfig === undefined || generation !== undefined) return read;
  return { ...read, notes: [makeNote("generation_config", {}), ...read.notes] };
}

function entriesOf(path: string, text: string): Record<string, unknown> | undefined {
  try {
    const json = parseStrictJson(text, path);
    return json instanceof Map ? v.parse(v.record(v.string(), v.unknown()), plainJson(json)) : undefined;
  } catch {
    return undefined;
  }
}
