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
export async function fetchChecked(fetcher: typeof fetch, url: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetcher(url, { referrerPolicy: "no-referrer", ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (signal?.aborted) throw new Refusal("cancelled", "The load was given up.");
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal("network", `${url} could not be reached: ${reason}`, {
      subject: url,
      hint: "Check the connection, then try again.",
    });
  }
  if (response.ok) return response;
  const known = BY_STATUS[response.status];
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  throw new Refusal(known?.code ?? "server_error", `${url} answered with status ${response.status}.`, {
    subject: url,
    hint: known?.hint ?? "The server has a problem. Try again later.",
    ...(Number.isFinite(wait) ? { retryAfterSeconds: wait } : {}),
  });
}

/**
 * Fetches JSON from outside, unparsed further.
 * @throws Refusal as {@link fetchChecked}, and `malformed_file` when the answer is something else, e.g. an HTML page
 */
export async function fetchJson(fetcher: typeof fetch, url: string, signal?: AbortSignal): Promise<unknown> {
  const text = await (await fetchChecked(fetcher, url, signal)).text();
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
