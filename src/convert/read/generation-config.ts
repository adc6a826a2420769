import * as v from "valibot";
import { quoted } from "../../contract/malformed.ts";
import { type GenerationParameters, generationParameters } from "../../contract/parameters.ts";

export interface ReadGeneration {
  readonly parameters: GenerationParameters;
  /** Settings that were there but impossible, for the visitor to know. */
  readonly notes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** `GPT2Config`'s default, the end of text in GPT-2's own vocabulary. */
const END_OF_TEXT = 50_256;

/**
 * The model's own generation settings: `generation_config.json` goes before `task_specific_params` of `config.json`,
 * that before settings in `config.json` itself, where transformers 2 wrote them. Fields that are no parameter of ours are
 * left out silently, values out of range with a note.
 */
export function readGeneration(config: Fields, generation: Fields | undefined, vocabSize: number): ReadGeneration {
  const layers = [generation ?? {}, taskParameters(config), config];
  const notes: string[] = [];
  const parameters: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(generationParameters.entries)) {
    const value = layers.map((layer) => layer[name]).find((given) => given !== undefined && given !== null);
    if (value === undefined) continue;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) parameters[name] = parsed.output;
    else notes.push(`${name} ${quoted(String(JSON.stringify(value)))} of the model is out of range and left out.`);
  }
  parameters["eos_token_id"] = endTokens(parameters["eos_token_id"] ?? END_OF_TEXT, vocabSize);
  return { parameters: v.parse(generationParameters, withoutUndefined(parameters)), notes };
}

function taskParameters(config: Fields): Fields {
  const tasks = v.safeParse(
    v.object({ "text-generation": v.record(v.string(), v.unknown()) }),
    config["task_specific_params"],
  );
  return tasks.success ? tasks.output["text-generation"] : {};
}

/** Ends that the model can write; none where there is no such token. */
function endTokens(ids: unknown, vocabSize: number): number | number[] | undefined {
  const possible = [ids].flat().filter((id): id is number => typeof id === "number" && id < vocabSize);
  return Array.isArray(ids) && possible.length > 1 ? possible : possible[0];
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
