import type { PublishWorld } from "./publish-world.ts";

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 500;
/** Whoever asks for more is told to the owner, who may come back later. */
const LONGEST_WAIT_S = 90;

/** Statuses after which nothing was done, or that name a moment's trouble. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Of those, the ones that say that the request was not begun. */
const NOT_BEGUN = new Set([429, 503]);

/**
 * A `fetch` that asks again after a break: at once repeatable requests (whatever may be sent twice), others only where
 * the host said that it has not begun. Waits as long as `Retry-After` asks, up to a limit; else longer each time.
 * @param isRepeatable whether a request may have been done already and be sent again
 */
export function makeSturdyFetch(
  { fetch, wait }: PublishWorld,
  isRepeatable: (url: string, method: string) => boolean,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    const mayRepeat = isRepeatable(url, init?.method ?? "GET");
    const signal = init?.signal ?? undefined;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === ATTEMPTS;
      const pause = FIRST_WAIT_MS * 2 ** (attempt - 1);
      let answer: Response;
      try {
        answer = await fetch(input, init);
      } catch (error) {
        if (isLast || !mayRepeat || signal?.aborted) throw error;
        await wait(pause, signal);
        continue;
      }
      const seconds = retryAfter(answer.headers.get("Retry-After"));
      const mayPass = mayRepeat ? PASSING.has(answer.status) : NOT_BEGUN.has(answer.status);
      if (!mayPass || isLast || (seconds ?? 0) > LONGEST_WAIT_S) return answer;
      await answer.body?.cancel().catch(() => undefined);
      await wait(Math.max(pause, (seconds ?? 0) * 1000), signal);
    }
  };
}

/** `Retry-After` in seconds; `undefined` where it is a date or is not there. */
export function retryAfter(value: string | null): number | undefined {
  return value !== null && /^\d{1,6}$/.test(value.trim()) ? Number(value) : undefined;
}
