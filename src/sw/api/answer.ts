import type { Failure, FailureCode } from "../../contract/outcome.ts";

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

/** One entry of FastAPI's `detail` list. */
export interface ValidationDetail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** 422 in the shape of FastAPI. */
export function invalid(detail: readonly ValidationDetail[]): Response {
  return jsonAnswer({ detail }, 422);
}

/** Any other refusal: FastAPI's `detail` as a sentence, and OpenAI's `error` object for its client. */
export function refuse(status: number, message: string, code: string, headers: Record<string, string> = {}): Response {
  return jsonAnswer({ detail: message, error: { message, type: code, code } }, status, headers);
}

const STATUS: Partial<Record<FailureCode, number>> = {
  bad_request: 422,
  limit_exceeded: 413,
  busy: 429,
  cancelled: 499,
  not_loaded: 503,
  worker_died: 503,
  worker_hung: 503,
  gpu_lost: 503,
};

/** The answer that stands for a failed call. */
export function failureAnswer(failure: Failure): Response {
  const { code, message } = failure;
  const field = failure.subject?.replace(/^parameters\./, "");
  if (code === "bad_request")
    return invalid([{ loc: ["body", ...(field?.split(".") ?? [])], msg: message, type: code }]);
  const wait = failure.retryAfterSeconds ?? (code === "busy" || code === "not_loaded" ? 1 : undefined);
  return refuse(STATUS[code] ?? 500, message, code, wait === undefined ? {} : { "Retry-After": String(wait) });
}
