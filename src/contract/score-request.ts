import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { fail, type Outcome, succeed } from "./outcome.ts";
import { adapterName, continued, prompt } from "./request.ts";
import { withoutNulls } from "./without-nulls.ts";

const alternatives = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.topLogprobs));

/** A text to score. */
export const scoreRequest = v.strictObject({
  text: prompt,
  /** Follows the text and is scored with it: what a run wrote after this prompt, with its very tokens. */
  continued: v.optional(continued),
  /** Report each token, with this many alternatives. */
  top_logprobs: v.optional(alternatives),
  /**
   * Scored as a run reads its prompt: without the token that texts begin with, so that nothing is known of the first token, and only
   * as many of the last tokens as the context has room for. Absent: the whole text from where texts begin, as perplexity is measured.
   */
  as_prompt: v.optional(v.boolean(), false),
  adapter: v.optional(adapterName),
});
export type ScoreRequest = v.InferInput<typeof scoreRequest>;

/** A place in a text, read as a prompt, whose next token is asked for. */
export const alternativesRequest = v.strictObject({
  text: prompt,
  continued: v.optional(continued),
  /** Tokens of the text before it, which come first in the list that {@link scoreRequest} reports; absent: all. */
  position: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  top_logprobs: v.optional(v.pipe(alternatives, v.minValue(1)), 10),
  adapter: v.optional(adapterName),
});
export type AlternativesRequest = v.InferInput<typeof alternativesRequest>;

/** Checks a text to score from outside. The failure names the field. A field that is null counts as not given. */
export const parseScore = (input: unknown) => parse(scoreRequest, input);

/** Checks a question for alternatives from outside, on the same terms. */
export const parseAlternatives = (input: unknown) => parse(alternativesRequest, input);

function parse<S extends v.GenericSchema>(schema: S, input: unknown): Outcome<v.InferOutput<S>> {
  const result = v.safeParse(schema, withoutNulls(input));
  if (result.success) return succeed(result.output);
  const field = (v.getDotPath(result.issues[0]) ?? "request").slice(0, 60);
  return fail("bad_request", "request", { field }, { subject: field });
}
