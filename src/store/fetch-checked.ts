import { type FailureCode, Refusal } from "../contract/outcome.ts";

/** The Hub's own answers: a list of ten thousand files with their digests takes some megabytes. */
const ANSWER_BYTES = 16 * 1024 * 1024;

const BY_STATUS: Record<number, { code: FailureCode; hint: string }> = {
  401: { code: "unauthorized", hint: "The model is private or gated, or its name is misspelt. Choose a public model." },
  403: { code: "unauthorized", hint: "The model is private or gated. Choose a public model." },
  404: { code: "model_not_found", hint: "Check the spelling of the model's name and revision." },
  429: { code: "rate_limited", hint: "Wait a little, then try again." },
};

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
  await response.body?.cancel();
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
  await reader?.cancel();
  return new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer());
}

/** What a request that ended with an exception means. */
export function brokenOff(url: string, error: unknown, signal?: AbortSignal): Refusal {
  if (signal?.aborted) return signal.reason instanceof Refusal ? signal.reason : cancelled();
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal("network", `${url} could not be read: ${reason}`, {
    subject: url,
    hint: "Check the connection, then try again.",
  });
}

export function cancelled(): Refusal {
  return new Refusal("cancelled", "The load was given up.");
}

export function statusRefusal({ status, headers }: Response, url: string): Refusal {
  const known = BY_STATUS[status];
  const wait = retryAfter(headers.get("Retry-After"));
  return new Refusal(known?.code ?? "server_error", `${url} answered with status ${status}.`, {
    subject: url,
    hint: known?.hint ?? "The server has a problem. Try again later.",
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  });
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
    const what = /^\s*</.test(text) ? "an HTML page" : "something else";
    throw new Refusal("malformed_file", `${url} should be JSON, but the server sent ${what}.`, {
      subject: url,
      hint: "Check that the model's name is right and that the host serves its files unchanged.",
    });
  }
}

function tooLong(url: string): Refusal {
  return new Refusal("limit_exceeded", `${url} answered with more than the ${ANSWER_BYTES} bytes that are read.`, {
    subject: url,
    hint: "Choose a repository with fewer files.",
  });
}
