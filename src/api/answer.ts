import { describeInEnglish } from "../contract/tell-in-english.ts";
import type { Failure } from "../contract/outcome.ts";
import type { FailureCode } from "../contract/failure-parameters.ts";
import type { ValidationDetail } from "./validation.ts";

/** Nothing that the API answers may run, be sniffed, framed or kept: a prompt can come back in it. */
export const ANSWER_HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Referrer-Policy": "no-referrer",
} as const;

export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...ANSWER_HEADERS, "Content-Type": "application/json", ...headers },
  });
}

/** OpenAI's `error` object: its client shows `message`, and keeps the rest on the error that it throws. */
interface ErrorObject {
  readonly message: string;
  readonly type: "invalid_request_error" | "rate_limit_error" | "server_error";
  /** The field concerned, e.g. `top_p` or `parameters.top_p`. */
  readonly param: string | null;
  readonly code: string;
}

function errorObject(status: number, message: string, code: string, param?: string): ErrorObject {
  const type = status === 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
  return { message, type, param: param ?? null, code };
}

/** 422 in the shape of FastAPI, and OpenAI's `error` object, which names the first field and says everything. */
export function invalid(detail: readonly ValidationDetail[]): Response {
  const message = detail.map(({ msg }) => msg).join(" ");
  const param = detail[0]?.loc.slice(1).join(".") || undefined;
  return jsonAnswer({ detail, error: errorObject(422, message, detail[0]?.type ?? "value_error", param) }, 422);
}

/** Any other refusal: FastAPI's `detail` as a sentence, and OpenAI's `error` object. */
export function refuseRequest(status: number, message: string, code: string, more: RefusalOptions = {}): Response {
  const { headers = {}, param } = more;
  return jsonAnswer({ detail: message, error: errorObject(status, message, code, param) }, status, headers);
}

interface RefusalOptions {
  readonly headers?: Record<string, string>;
  readonly param?: string | undefined;
}

const STATUS: Partial<Record<FailureCode, number>> = {
  bad_request: 422,
  limit_exceeded: 413,
  busy: 429,
  cancelled: 499,
  not_loaded: 503,
  page_closed: 503,
  page_asleep: 503,
  worker_died: 503,
  worker_hung: 503,
  gpu_lost: 503,
};

/** Where a parameter of `generate()` stands in a route's body. */
export type FieldOf = (parameter: string) => readonly string[];

export const sameField: FieldOf = (parameter) => parameter.split(".");

/** The answer that stands for a failed call. @param fieldOf where the route's body has the parameter that was refused */
export function failureAnswer(failure: Failure, fieldOf: FieldOf = sameField): Response {
  const { code, subject } = failure;
  const message = describeInEnglish(failure);
  const field = subject === undefined ? [] : fieldOf(subject.replace(/^parameters\./, ""));
  if (code === "bad_request") return invalid([{ loc: ["body", ...field], msg: message, type: "value_error" }]);
  const wait = failure.retryAfterSeconds ?? (code === "busy" || code === "not_loaded" ? 1 : undefined);
  const param = code === "limit_exceeded" ? field.join(".") : undefined;
  return refuseRequest(STATUS[code] ?? 500, message, code, {
    param,
    headers: wait === undefined ? {} : { "Retry-After": String(wait) },
  });
}

/** The error of a run that had begun to answer: an event of its stream. */
export function failureEvent(failure: Failure): { readonly error: ErrorObject } {
  return { error: errorObject(STATUS[failure.code] ?? 500, describeInEnglish(failure), failure.code) };
}
