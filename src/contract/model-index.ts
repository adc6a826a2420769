import * as v from "valibot";
import { oneLine } from "./one-line.ts";
import { MODELS_FOLDER, siteModelName } from "./own-model.ts";
import { parseWith } from "./parse-with.ts";
import { cleanLine } from "./plain-text.ts";
import { refuseOver } from "./refuse-file.ts";

/** Lists the models among which visitors of a site may choose, from its base. */
export const MODEL_INDEX = `${MODELS_FOLDER}/index.json`;

/** Far over a list that anybody reads to its end. */
const MOST_MODELS = 64;
/** Characters of a title. */
export const LONGEST_TITLE = 120;
/** So many entries with the longest names and titles, twice. */
const LONGEST_INDEX = 65_536;

const listedModel = v.strictObject({
  /** Folder of its package in `models/`. */
  name: siteModelName,
  title: v.pipe(
    oneLine(LONGEST_TITLE),
    v.check((text) => cleanLine(text, LONGEST_TITLE) === text, "must have no marks that are not seen"),
  ),
  /** Of what a visitor downloads: the smallest weights, and what lies beside them. */
  bytes: v.pipe(
    v.number("must be a number"),
    v.safeInteger("must be a whole number"),
    v.minValue(1, "must be above 0"),
  ),
});
export type ListedModel = v.InferOutput<typeof listedModel>;

/** `models/index.json`, version 1. */
const modelIndex = v.strictObject({
  version: v.literal(1, "must be 1"),
  models: v.pipe(
    v.array(listedModel),
    v.minLength(1, "must name a model"),
    v.maxLength(MOST_MODELS, `must have at most ${MOST_MODELS} models`),
    v.check((models) => new Set(models.map(({ name }) => name)).size === models.length, "must name no model twice"),
  ),
});

/**
 * Reads `models/index.json`.
 * @param path how it is called in a message
 * @throws Refusal `malformed_file` that names field and value; `limit_exceeded` for a longer text than such a list has
 */
export function parseModelIndex(text: string, path: string = MODEL_INDEX): readonly ListedModel[] {
  if (text.length > LONGEST_INDEX) throw refuseOver(path, "file_bytes", { bytes: text.length, most: LONGEST_INDEX });
  return parseWith(modelIndex, text, path).models;
}

/** The file as {@link parseModelIndex} reads it. */
export function writeModelIndex(models: readonly ListedModel[]): string {
  return `${JSON.stringify({ version: 1, models }, undefined, 2)}\n`;
}
