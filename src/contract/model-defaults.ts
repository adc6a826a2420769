import * as v from "valibot";
import { type ReadGeneration, readGeneration } from "./generation-config.ts";

/**
 * The model's own parameters from the texts of `generation_config.json`, where there is one, and `config.json`. A file
 * that cannot be read must not stop the model.
 */
export function readDefaults(generationConfig: string | undefined, config: string, vocabSize: number): ReadGeneration {
  const generation = generationConfig === undefined ? undefined : entriesOf(generationConfig);
  return readGeneration(entriesOf(config) ?? {}, generation, vocabSize);
}

function entriesOf(text: string): Record<string, unknown> | undefined {
  try {
    const result = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
