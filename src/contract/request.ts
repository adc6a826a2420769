import * as v from "valibot";
import { complainOfBestOf } from "./best-of.ts";
import { allowedValues, isParameterName } from "./describe-parameter.ts";
import { LIMITS } from "./limits.ts";
import { type Failure, fail, failed, makeFailure, type Outcome, succeed } from "./outcome.ts";
import { tokenId } from "./parameter-schema.ts";
import { generationParameters } from "./parameters.ts";
import { cleanLine } from "./plain-text.ts";
import { withoutNulls } from "./without-nulls.ts";

export const prompt = v.pipe(v.string(), v.maxLength(LIMITS.promptCharacters));

/** How much of a prompt counts, in tokens: the last ones, as many as this. */
export const truncate = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.description("Keep only this many tokens of the prompt, the last ones."),
);

/** Name of an adapter of the loaded model that computes along; absent: the model as it is. */
export const adapterName = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));

/** What an earlier run wrote after the prompt: its text as far as it is whole characters, and its very tokens. */
export const continued = v.strictObject({
  text: prompt,
  ids: v.pipe(v.array(tokenId), v.maxLength(LIMITS.promptCharacters)),
});
export type Continued = v.InferOutput<typeof continued>;

/** What the form, a share link, the command line and an API call all send; the one check for all of them. */
const generateRequest = v.strictObject({
  /** One prompt, or several that are computed together. */
  prompt: v.union([prompt, v.pipe(v.array(prompt), v.minLength(1), v.maxLength(LIMITS.prompts))]),
  parameters: v.optional(generationParameters, {}),
  adapter: v.optional(adapterName),
  /** Absent: as many of the last tokens as the context has room for. */
  truncate: v.optional(truncate),
  /** Follows the prompt; no part of the new text. */
  continued: v.optional(continued),
  /** Prompts as the model's own tokens, in the place of `prompt`, which is empty then. */
  prompt_ids: v.optional(
    v.pipe(
      v.array(v.pipe(v.array(tokenId), v.maxLength(LIMITS.promptCharacters))),
      v.minLength(1),
      v.maxLength(LIMITS.prompts),
    ),
  ),
  /** A conversation in the place of `prompt`, which is empty then; of models with a chat template alone, which check it (`chat.ts`). */
  messages: v.optional(v.array(v.unknown())),
  /** Write nothing: only the prompts are read, each of which may fill the whole context. */
  prompt_only: v.optional(v.boolean()),
  /** Report the prompt's tokens too, with this many alternatives each. */
  prompt_logprobs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.topLogprobs))),
});

export type GenerateRequest = v.InferOutput<typeof generateRequest>;

/**
 * Checks a request from outside. The failure names the field, what it may be, and what it is. A parameter that is null
 * counts as not given.
 * @param nameUnknown what is said of a parameter that there is not; `unknownName` guesses which was meant
 */
export function parseRequest(input: unknown, nameUnknown: NameUnknown = nameOnly): Outcome<GenerateRequest> {
  const result = v.safeParse(generateRequest, withoutNulls(input));
  if (!result.success) {
    const [issue] = result.issues;
    const field = v.getDotPath(issue) ?? "request";
    return failed({ ...complain(field, issue.input, nameUnknown), subject: field });
  }
  const { prompt, parameters } = result.output;
  if (result.output.continued !== undefined && typeof prompt !== "string") {
    return fail("bad_request", "continued_list", {}, { subject: "continued" });
  }
  const prompts = result.output.prompt_ids?.length ?? [prompt].flat().length;
  const rows = prompts * Math.max(parameters.num_return_sequences ?? 1, parameters.num_beams ?? 1);
  if (rows > LIMITS.rows) {
    return fail("limit_exceeded", "rows", { rows, most: LIMITS.rows }, { subject: "num_return_sequences" });
  }
  const wrongBest = complainOfBestOf(parameters);
  if (wrongBest !== undefined) return failed(wrongBest);
  const beams = parameters.num_beams ?? 1;
  const samples = parameters.num_return_sequences ?? 1;
  if (beams > 1 && samples > beams) {
    return fail("bad_request", "samples_over_beams", { samples, beams }, { subject: "num_return_sequences" });
  }
  return succeed(result.output);
}

type NameUnknown = (given: string, known: readonly string[]) => Failure;

function nameOnly(name: string): Failure {
  return makeFailure("bad_request", "unknown_parameter", { name: cleanLine(name, 60) });
}

/** What is wrong with a field of a request. @param field its path, e.g. `parameters.stop_strings.3` */
function complain(field: string, input: unknown, nameUnknown: NameUnknown): Failure {
  const [part, name = ""] = field.split(".");
  if (part === "prompt") {
    const { promptCharacters: characters, prompts } = LIMITS;
    return makeFailure("bad_request", "prompt", { characters, prompts });
  }
  if (part === "parameters" && isParameterName(name)) {
    const allowed = allowedValues(name);
    return typeof input === "number" || typeof input === "boolean"
      ? makeFailure("bad_request", "parameter_given", { name, allowed, given: String(input) })
      : makeFailure("bad_request", "parameter", { name, allowed });
  }
  if (part === "parameters" && name !== "") return nameUnknown(name, Object.keys(generationParameters.entries));
  return makeFailure("bad_request", "request", { field: field.slice(0, 60) });
}
