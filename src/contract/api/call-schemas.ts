import * as v from "valibot";
import { LIMITS } from "../limits.ts";

const shortText = v.pipe(v.string(), v.maxLength(200));

/** The form of an `ApiCall` that comes from another page; what is in its request is checked on its own. */
export const apiCall = v.object({
  id: shortText,
  incarnation: shortText,
  fingerprint: shortText,
  idempotencyKey: v.exactOptional(shortText),
  request: v.unknown(),
});

/** The form of a text to score. */
export const scoreCall = v.object({
  id: shortText,
  text: v.pipe(v.string(), v.maxLength(LIMITS.promptCharacters)),
});
