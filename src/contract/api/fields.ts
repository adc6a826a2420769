import * as v from "valibot";
import { LIMITS } from "../limits.ts";
import { tokenId } from "../parameter-schema.ts";

/**
 * A schema whose refusals all read the same, after the field's name: `must be a text of at most 200 characters`.
 * @param words what follows the name
 */
export function saying<S extends v.GenericSchema>(words: string, schema: S) {
  return v.config(schema, { message: () => words });
}

/** A whole number within limits. */
export function wholeNumber(least: number, most: number, description: string) {
  const schema = v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most), v.description(description));
  return saying(`must be a whole number from ${least} to ${most}`, schema);
}

/** A switch. */
export function flag(description: string) {
  return saying("must be true or false", v.pipe(v.boolean(), v.description(description)));
}

/** A field of the interface that only its neutral value may have: what it would change is not built. */
export function onlyNeutral<const T extends string | number | boolean>(neutral: T, description: string) {
  const schema = v.pipe(
    v.literal(neutral),
    v.description(`${description} Not supported: only ${JSON.stringify(neutral)}.`),
  );
  return v.optional(saying(`is not supported; leave it out or send ${JSON.stringify(neutral)}`, schema));
}

/** A field of the interface that has no neutral value but null. */
export function onlyNull(description: string) {
  return v.optional(
    saying("is not supported; leave it out", v.pipe(v.never(), v.description(`${description} Not supported.`))),
  );
}

const promptText = v.pipe(v.string(), v.maxLength(LIMITS.promptCharacters), v.description("The text to continue."));

/** One prompt. */
export const prompt = saying(`must be a text of at most ${LIMITS.promptCharacters} characters`, promptText);

const tokenPrompt = v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(LIMITS.promptCharacters));

function several<S extends v.GenericSchema>(schema: S) {
  return v.pipe(v.array(schema), v.minLength(1), v.maxLength(LIMITS.prompts));
}

/** One prompt, or several; as texts, or as the model's own tokens. */
export const prompts = saying(
  `must be a text of at most ${LIMITS.promptCharacters} characters or a list of token numbers, or a list of 1 to ${LIMITS.prompts} of either`,
  v.union([promptText, several(promptText), tokenPrompt, several(tokenPrompt)]),
);

const stopText = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.stopStringCharacters));
const stopList = v.pipe(v.array(stopText), v.maxLength(LIMITS.stopStrings));
const STOP_WORDS = `a list of at most ${LIMITS.stopStrings} texts of 1 to ${LIMITS.stopStringCharacters} characters`;

/** Stop strings as a list. */
export function stopStrings(description: string) {
  return saying(`must be ${STOP_WORDS}`, v.pipe(stopList, v.description(description)));
}

/** Stop strings as a list, or one alone. */
export function oneOrMoreStopStrings(description: string) {
  const schema = v.pipe(v.union([stopText, stopList]), v.description(description));
  return saying(`must be a text of 1 to ${LIMITS.stopStringCharacters} characters or ${STOP_WORDS}`, schema);
}
