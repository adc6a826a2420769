import * as v from "valibot";
import { QUEUE_LIMIT } from "../contract/api/host.ts";
import type { EmbedHost } from "../contract/embed.ts";
import { fail, type Outcome } from "../contract/outcome.ts";
import { prompt } from "../contract/request.ts";
import { inEnglish } from "./in-english.ts";

/**
 * Counts the tokens of texts that another page sends. It is done between two tokens of a run, so it takes none of the queue's places:
 * at most {@link QUEUE_LIMIT} texts may be there at a time.
 */
export function createCounter(count: (text: string) => Promise<Outcome<number>>): EmbedHost["countTokens"] {
  let waiting = 0;
  return async (text: unknown) => {
    if (!v.is(prompt, text)) return inEnglish(fail("bad_request", "request", { field: "text" }, { subject: "text" }));
    if (waiting === QUEUE_LIMIT)
      return inEnglish(fail("busy", "queue", { most: QUEUE_LIMIT }, { retryAfterSeconds: 1 }));
    waiting++;
    try {
      return await inEnglish(await count(text));
    } finally {
      waiting--;
    }
  };
}
