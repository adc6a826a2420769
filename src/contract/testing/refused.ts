import type { FailureCode } from "../failure-parameters.ts";
import { type Failure, Refusal } from "../outcome.ts";
import { tellInEnglish } from "../tell-in-english.ts";

interface Expected {
  readonly hint?: string | RegExp;
  readonly code?: FailureCode;
  readonly subject?: string;
}

/** A failure, an error or an outcome in English, hint and all; the message of an error that is no refusal. */
export function inEnglish(value: unknown): string {
  const failure = failureIn(value);
  if (failure === undefined) return value instanceof Error ? value.message : "";
  const { message, hint = "" } = tellInEnglish(failure);
  return hint === "" ? message : `${message} ${hint}`;
}

/**
 * Matches failures, refusals and failed outcomes by what they say in English, where a test says what is expected of one:
 * in `toThrow`, `toMatchObject` and the like.
 * @param message a part of it, or a pattern
 */
export function saying(message: string | RegExp, { hint, ...fields }: Expected = {}) {
  const matches = (expected: string | RegExp, said: string) =>
    typeof expected === "string" ? said.includes(expected) : expected.test(said);
  return {
    asymmetricMatch(value: unknown): boolean {
      const failure = failureIn(value);
      if (failure === undefined) return false;
      const told = tellInEnglish(failure);
      if (!matches(message, told.message) || (hint !== undefined && !matches(hint, told.hint ?? ""))) return false;
      return (["code", "subject"] as const).every(
        (name) => fields[name] === undefined || fields[name] === failure[name],
      );
    },
    toString: () => "saying",
    toAsymmetricMatcher: () => `saying ${String(message)} ${JSON.stringify({ hint: hint && String(hint), ...fields })}`,
  };
}

function failureIn(value: unknown): Failure | undefined {
  if (value instanceof Refusal) return value.failure;
  if (isFailure(value)) return value;
  return typeof value === "object" && value !== null && "failure" in value && isFailure(value.failure)
    ? value.failure
    : undefined;
}

function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value && "parameters" in value;
}
