import * as v from "valibot";
import { quoted } from "./malformed.ts";
import { type GenerationParameters, generationParameters } from "./parameters.ts";

export interface ReadGeneration {
  readonly parameters: GenerationParameters;
  /** Settings that were there but impossible, for the visitor to know. */
  readonly notes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** `GPT2Config`'s default for both: the start and end of text in GPT-2's own vocabulary. */
const GPT2_TOKEN_ID = 50_256;

/**
 * The model's own generation settings. As in transformers 5, settings in `config.json` itself, where transformers 2 wrote
 * them, count only where there is no `generation_config.json`; between the two stands `task_specific_params`. Fields that
 * are no parameter of ours are left out silently, values out of range with a note.
 * @param generation `undefined` where there is no such file
 */
export function readGeneration(config: Fields, generation: Fields | undefined, vocabSize: number): ReadGeneration {
  const layers = [generation ?? {}, taskParameters(config), generation === undefined ? config : {}];
  const notes: string[] = [];
  const parameters: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(generationParameters.entries)) {
    const own = layers.map((layer) => layer[name]).find(isGiven);
    const value = name === "bos_token_id" || name === "eos_token_id" ? specialToken(name, config, own) : own;
    if (!isGiven(value)) continue;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) parameters[name] = parsed.output;
    else notes.push(`${name} ${shown(value)} of the model is out of range and left out.`);
  }
  const known = v.parse(generationParameters, parameters);
  const { bos_token_id, eos_token_id, ...others } = known;
  const [bos] = possibleTokens(bos_token_id, vocabSize);
  const eos = possibleTokens(eos_token_id, vocabSize);
  for (const name of ["bos_token_id", "eos_token_id"] as const) {
    const isNamed = isGiven(generation?.[name]) || isGiven(config[name]);
    if (isNamed && known[name] !== undefined && (name === "bos_token_id" ? bos === undefined : eos.length === 0))
      notes.push(`${name} ${shown(known[name])} is none of the model's ${vocabSize} tokens and left out.`);
  }
  return {
    parameters: {
      ...others,
      ...(bos !== undefined && { bos_token_id: bos }),
      ...(eos.length > 0 && { eos_token_id: eos.length === 1 ? eos[0] : eos }),
    },
    notes,
  };
}

/** Where `generation_config.json` names none it is `config.json`'s: null is none, and absent is GPT-2's own. */
function specialToken(name: string, config: Fields, own: unknown): unknown {
  return own ?? (name in config ? config[name] : GPT2_TOKEN_ID);
}

function taskParameters(config: Fields): Fields {
  const tasks = v.safeParse(
    v.object({ "text-generation": v.record(v.string(), v.unknown()) }),
    config["task_specific_params"],
  );
  return tasks.success ? tasks.output["text-generation"] : {};
}

/** Those that the model has: others can never be written, and cannot be read. */
function possibleTokens(ids: number | readonly number[] | undefined, vocabSize: number): number[] {
  return [ids ?? []].flat().filter((id) => id < vocabSize);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function shown(value: unknown): string {
  return quoted(JSON.stringify(value));
}
