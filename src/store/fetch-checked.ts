import { Refusal, reasonOf, refuse } from "../contract/outcome.ts";

/** The Hub's own answers: a list of ten thousand files with their digests takes some megabytes. */
const ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * A GET whose every failure is a Refusal that names the address. No referrer is sent: some hosts refuse by it.
 * @throws Refusal `network`, `unauthorized`, `model_not_found`, `rate_limited`, `server_error`, `cancelled`
 */
export async function fetchChecked(
  fetcher: typeof fetch,
  url: string,
  { signal, headers = {} }: { readonly signal?: AbortSignal; readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  const response = await fetchAny(fetcher, url, { headers, ...(signal === undefined ? {} : { signal }) });
  if (response.ok) return response;
  await dropBody(response);
  throw statusRefusal(response, url);
}

/** As {@link fetchChecked}, but any status is an answer. @throws Refusal `network`, `cancelled` */
export async function fetchAny(fetcher: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetcher(url, { ...init, referrerPolicy: "no-referrer" });
  } catch (error) {
    throw brokenOff(url, error, init.signal ?? undefined);
  }
}

/** Ends the connection of an answer that nobody reads; one that broke off meanwhile is over anyway. */
export async function dropBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

/**
 * At most the first `most` bytes of a body; the rest is not waited for, and its connection ends.
 * @throws Refusal `network`
 */
export async function readStart(response: Response, url: string, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let left = most;
  const reader = response.body?.getReader();
  try {
    while (left > 0) {
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) break;
      pieces.push(value.subarray(0, left));
      left -= Math.min(left, value.length);
    }
  } catch (error) {
    throw brokenOff(url, error);
  }
  await reader?.cancel().catch(() => undefined);
  return new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer());
}

/** What a request that ended with an exception means. */
export function brokenOff(url: string, error: unknown, signal?: AbortSignal): Refusal {
  if (error instanceof Refusal) return error;
  if (signal?.aborted) return signal.reason instanceof Refusal ? signal.reason : cancelled();
  return refuse("network", "unreadable", { url, reason: reasonOf(error) }, { subject: url });
}

export function cancelled(): Refusal {
  return refuse("cancelled", "load", {});
}

export function statusRefusal({ status, headers }: Response, url: string): Refusal {
  const wait = retryAfter(headers.get("Retry-After"));
  const parameters = { url, status: `${status}` };
  const beside = { subject: url, ...(wait !== undefined && { retryAfterSeconds: wait }) };
  if (status === 401) return refuse("unauthorized", "status_401", parameters, beside);
  if (status === 403) return refuse("unauthorized", "status_403", parameters, beside);
  if (status === 404) return refuse("model_not_found", "status", parameters, beside);
  if (status === 429) return refuse("rate_limited", "status", parameters, beside);
  return refuse("server_error", "status", parameters, beside);
}

/** `Retry-After` in seconds, given as seconds or as a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/**
 * Fetches JSON from outside, unparsed further.
 * @throws Refusal as {@link fetchChecked}, and `malformed_file` when the answer is something else, e.g. an HTML page
 */
export async function fetchJson(fetcher: typeof fetch, url: string, signal?: AbortSignal): Promise<unknown> {
  return parseAnswer(await fetchChecked(fetcher, url, signal === undefined ? {} : { signal }), url);
}

/** @throws Refusal `malformed_file`, `limit_exceeded` for an answer that is no JSON, or too long */
export async function parseAnswer(response: Response, url: string): Promise<unknown> {
  const bytes = await readStart(response, url, ANSWER_BYTES + 1);
  if (bytes.length > ANSWER_BYTES) throw tooLong(url);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    const detail = /^\s*</.test(text) ? "page_for_json" : "other_for_json";
    throw refuse("malformed_file", detail, { url }, { subject: url });
  }
}

function tooLong(url: string): Refusal {
  return refuse("limit_exceeded", "answer_bytes", { url, most: ANSWER_BYTES }, { subject: url });
}
