import type * as v from "valibot";
import { answersTo, requestedAdapter } from "../contract/answers-to.ts";
import type * as bodies from "../contract/api/bodies.ts";
import type { chatBody } from "../contract/api/chat-body.ts";
import type { ApiStatus } from "../contract/api/host.ts";
import { toHex } from "../contract/hex.ts";
import { makeFailure } from "../contract/outcome.ts";
import { type FieldOf, failureAnswer, sameField } from "./answer.ts";
import type { ApiWorld } from "./api-world.ts";
import type { Caller } from "./call.ts";
import { namesOfModel, noSuchModel } from "./model-routes.ts";
import { readBody } from "./read-body.ts";
import type { Route } from "./route.ts";

/** A route that checks the body, finds the page that computes, and hands both on. */
export function post<S extends BodySchema>(
  schema: S,
  answer: (body: v.InferOutput<S>, caller: Caller, world: ApiWorld, status: ApiStatus) => Promise<Response>,
  { fieldOf = sameField, modelOf }: PostOptions<v.InferOutput<S>> = {},
): Route["answer"] {
  return async (request, world, clientId) => {
    const read = await readBody(request, schema);
    if (read instanceof Response) return read;
    const named = modelOf?.(read.body);
    const wanted = named === undefined || isNoName(named, world) ? undefined : named;
    const found = await world.pages.find({ clientId, ...(wanted !== undefined && { model: wanted }) });
    if (found?.status.model === undefined) return unavailable(found?.status);
    const { host, status } = found;
    if (wanted !== undefined && !answersTo(found.status.model, wanted)) return noSuchModel(wanted, world);
    const adapter = requestedAdapter(found.status.model, wanted);
    const name = adapter?.name ?? found.status.model.name;
    const abort = new AbortController();
    request.signal.addEventListener("abort", () => abort.abort(), { once: true });
    const key = request.headers.get("Idempotency-Key");
    const caller: Caller = {
      host,
      async findOther() {
        const other = await world.pages.find({ clientId, model: name });
        if (other !== undefined && other.status.model === undefined) return "loading";
        return other?.status.model && namesOfModel(other.status.model).includes(name) ? other.host : undefined;
      },
      wait: world.wait,
      model: name,
      ...(adapter && { adapter }),
      fieldOf,
      abort,
      incarnation: world.incarnation,
      // A server is never asked again by itself, so only a key makes two calls one there.
      fingerprint: world.server && key === null ? "" : await fingerprintOf(clientId, request.url, read.text),
      newId: world.newId,
      ...(key !== null && { idempotencyKey: key.slice(0, 200) }),
    };
    return answer(read.body, caller, world, status);
  };
}

/** The Hub's client sends the address of its endpoint where no model is named, and in conversations a word. */
function isNoName(name: string, { origin }: ApiWorld): boolean {
  return name.startsWith(origin) || name === "dummy";
}

interface PostOptions<Body> {
  readonly fieldOf?: FieldOf;
  /** The model that the body names. */
  readonly modelOf?: (body: Body) => string | undefined;
}

type BodyName = "quoteBody" | "textGenerationBody" | "completionBody" | "perplexityBody" | "alternativesBody";
type BodySchema = (typeof bodies)[keyof Pick<typeof bodies, BodyName>] | typeof chatBody;

/** Equal for a request that the browser sends again after it restarted the service worker. */
async function fingerprintOf(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return toHex(new Uint8Array(digest));
}

function unavailable(status: ApiStatus | undefined): Response {
  const reason = status?.reason ?? makeFailure("not_loaded", "no_page", {});
  return failureAnswer({ ...reason, retryAfterSeconds: 2 });
}
