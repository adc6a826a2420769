import type { DetailOf, FailureCode, FailureParameters } from "./failure-parameters.ts";
import { Refusal } from "./outcome.ts";

type WithoutPath<C extends FailureCode, D extends DetailOf<C>> = Omit<FailureParameters<C, D>, "path">;

/** The error to throw for a file that breaks its format's rules. */
export function refuseFile<D extends DetailOf<"malformed_file">>(
  path: string,
  detail: D,
  parameters: WithoutPath<"malformed_file", D>,
): Refusal {
  return refuseAbout("malformed_file", path, detail, parameters);
}

/** The error to throw for a file over a limit. */
export function refuseOver<D extends DetailOf<"limit_exceeded">>(
  path: string,
  detail: D,
  parameters: WithoutPath<"limit_exceeded", D>,
): Refusal {
  return refuseAbout("limit_exceeded", path, detail, parameters);
}

/** The error to throw for a tokenizer that is none, or does not belong to the weights. */
export function refuseTokenizer<D extends DetailOf<"tokenizer_mismatch">>(
  path: string,
  detail: D,
  parameters: WithoutPath<"tokenizer_mismatch", D>,
): Refusal {
  return refuseAbout("tokenizer_mismatch", path, detail, parameters);
}

/** The error to throw for what is wrong with a file. */
export function refuseAbout<C extends FailureCode, D extends DetailOf<C>>(
  code: C,
  path: string,
  detail: D,
  parameters: WithoutPath<C, D>,
): Refusal {
  return new Refusal({
    code,
    detail,
    parameters: { path, ...Object.fromEntries(Object.entries(parameters)) },
    subject: path,
  });
}
