import * as v from "valibot";
import { alternativesRequest, scoreRequest } from "../score-request.ts";

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
export const scoreCall = v.object({ id: shortText, ...scoreRequest.entries });

/** The form of a question for alternatives. */
export const alternativesCall = v.object({ id: shortText, ...alternativesRequest.entries });

/** The form of a request to one of the API's routes that comes from another page. */
export const routeCall = v.object({
  id: shortText,
  /** Behind `api/`, without a query. */
  path: shortText,
  method: v.pipe(v.string(), v.regex(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/)),
  headers: v.pipe(v.array(v.tuple([shortText, v.pipe(v.string(), v.maxLength(2000))])), v.maxLength(50)),
  body: v.exactOptional(v.string()),
});
export type RouteCall = v.InferOutput<typeof routeCall>;
