import * as v from "valibot";
import { isParameterName } from "./describe-parameter.ts";
import { withKnownTokens } from "./known-tokens.ts";
import { LIMITS } from "./limits.ts";
import { makeNote, type Note } from "./outcome.ts";
import { type GenerationParameters, generationParameters } from "./parameters.ts";
import { UNSUPPORTED_NAMES, unsupportedSettings } from "./unsupported-settings.ts";

export interface ReadGeneration {
  readonly parameters: GenerationParameters;
  /** Settings that are there and cannot be obeyed, as they are. */
  readonly disobeyed: Fields;
  /** The same for the visitor to know. */
  readonly notes: readonly Note[];
}

type Fields = Readonly<Record<string, unknown>>;

/** `GPT2Config`'s default for both: the start and end of text in GPT-2's own vocabulary. */
const GPT2_TOKEN_ID = 50_256;

/**
 * The model's own generation settings. As in transformers 5, settings in `config.json` itself, where transformers 2 wrote
 * them, count only where there is no `generation_config.json`; between the two comes `task_specific_params`. Fields that
 * do not change a text are left out silently, those that cannot be obeyed with a note.
 * @param generation `undefined` where there is no such file
 */
export function readGeneration(config: Fields, generation: Fields | undefined, vocabSize: number): ReadGeneration {
  const settings = settingsOf(config, generation);
  const unsupported = unsupportedSettings(settings);
  const disobeyed: Record<string, unknown> = { ...unsupported };
  const notes: Note[] = Object.entries(unsupported).map(([name, value]) =>
    makeNote("setting_unsupported", { name, value: JSON.stringify(value) }),
  );
  const leaveOut = (name: string, note: Note) => {
    notes.push(note);
    disobeyed[name] = settings[name];
  };
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (!isParameterName(name)) continue;
    const parsed = v.safeParse(generationParameters.entries[name], listForm(withinLimits(name, value)));
    if (parsed.success) parameters[name] = parsed.output;
    else leaveOut(name, makeNote("setting_range", { name, value: JSON.stringify(value) }));
    if (isCutShort(name, value, config))
      notes.push(makeNote("setting_cut", { name, value: JSON.stringify(value), most: LIMITS.newTokens }));
  }
  const given = v.parse(generationParameters, parameters);
  const known = withKnownTokens(given, vocabSize);
  for (const [name, value] of Object.entries(given)) {
    const isAssumed = value === GPT2_TOKEN_ID && !isGiven(generation?.[name]) && !isGiven(config[name]);
    const isWhole = isParameterName(name) && JSON.stringify(known[name]) === JSON.stringify(value);
    if (!isWhole && !isAssumed && isFilled(value))
      leaveOut(name, makeNote("setting_token", { name, value: JSON.stringify(settings[name]), tokens: vocabSize }));
  }
  return { parameters: known, disobeyed, notes };
}

/** Every setting that matters here, from where it is said first; null counts as not said. */
function settingsOf(config: Fields, generation: Fields | undefined): Record<string, unknown> {
  const layers = [generation ?? {}, taskParameters(config), generation === undefined ? config : {}];
  const settings: Record<string, unknown> = {};
  for (const name of [...Object.keys(generationParameters.entries), ...UNSUPPORTED_NAMES]) {
    const value = layers.map((layer) => layer[name]).find(isGiven);
    if (isGiven(value)) settings[name] = value;
  }
  for (const name of ["bos_token_id", "eos_token_id"]) {
    const value = settings[name] ?? specialToken(name, config);
    if (isGiven(value)) settings[name] = value;
  }
  // An old name, which transformers reads from `config.json` alone.
  const isForced = generation === undefined && config["force_bos_token_to_be_generated"] === true;
  if (isForced && isGiven(settings["bos_token_id"])) settings["forced_bos_token_id"] ??= settings["bos_token_id"];
  return settings;
}

/** Where `generation_config.json` names none it is `config.json`'s: null is none, and absent is GPT-2's own. */
function specialToken(name: string, config: Fields): unknown {
  return Object.hasOwn(config, name) ? config[name] : GPT2_TOKEN_ID;
}

function taskParameters(config: Fields): Fields {
  const tasks = v.safeParse(
    v.object({ "text-generation": v.record(v.string(), v.unknown()) }),
    config["task_specific_params"],
  );
  return tasks.success ? tasks.output["text-generation"] : {};
}

const LENGTHS = ["max_length", "max_new_tokens", "min_length", "min_new_tokens"];

/** A length over the most that is written at a time: for most models the context ends before. */
function withinLimits(name: string, value: unknown): unknown {
  return LENGTHS.includes(name) && typeof value === "number" ? Math.min(value, LIMITS.newTokens) : value;
}

function isCutShort(name: string, value: unknown, config: Fields): boolean {
  const { n_positions, max_position_embeddings } = config;
  const context = Number(max_position_embeddings ?? n_positions ?? 1024);
  return withinLimits(name, value) !== value && context > LIMITS.newTokens;
}

/** transformers takes a single stop string without a list. */
function listForm(value: unknown): unknown {
  return typeof value === "string" && value !== "never" ? [value] : value;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isFilled(value: unknown): boolean {
  return !Array.isArray(value) || value.length > 0;
}
