import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { fail, type Outcome, succeed } from "./outcome.ts";
import { generationParameters } from "./parameters.ts";

const prompt = v.pipe(
  v.string(),
  v.maxLength(LIMITS.promptCharacters, `A prompt may have at most ${LIMITS.promptCharacters} characters.`),
);

/** What the form, a share link, the command line and an API call all send; the one check for all of them. */
export const generateRequest = v.strictObject({
  /** One prompt, or several that are computed together. */
  prompt: v.union([prompt, v.pipe(v.array(prompt), v.minLength(1), v.maxLength(LIMITS.prompts))]),
  parameters: v.optional(generationParameters, {}),
});

export type GenerateRequest = v.InferOutput<typeof generateRequest>;

/** Checks a request from outside. The failure names the field, what was wrong with it, and the limit. */
export function parseRequest(input: unknown): Outcome<GenerateRequest> {
  const result = v.safeParse(generateRequest, input);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue) ?? "request";
    return fail({ code: "bad_request", message: `${field}: ${issue.message}`, subject: field });
  }
  const { prompt, parameters } = result.output;
  const prompts = typeof prompt === "string" ? 1 : prompt.length;
  const rows = prompts * Math.max(parameters.num_return_sequences ?? 1, parameters.num_beams ?? 1);
  if (rows > LIMITS.rows) {
    return fail({
      code: "limit_exceeded",
      message: `The request asks for ${rows} texts at once; ${LIMITS.rows} is the most.`,
      subject: "num_return_sequences",
    });
  }
  const beams = parameters.num_beams ?? 1;
  const samples = parameters.num_return_sequences ?? 1;
  if (beams > 1 && samples > beams) {
    return fail({
      code: "bad_request",
      message: `num_return_sequences (${samples}) must not be over num_beams (${beams}).`,
      subject: "num_return_sequences",
    });
  }
  return succeed(result.output);
}
