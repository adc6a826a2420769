import { type FailureCode, Refusal } from "../../contract/outcome.ts";

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
  const text = await (await fetchChecked(fetcher, url, signal === undefined ? {} : { signal })).text();
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
