import { answersTo } from "../../contract/answers-to.ts";
import * as bodies from "../../contract/api/bodies.ts";
import type { ApiStatus } from "../../contract/api/host.ts";
import { QUEUE_LIMIT } from "../../contract/api/host.ts";
import { failureOf, makeFailure, type Outcome } from "../../contract/outcome.ts";
import { cleanLine } from "../../contract/plain-text.ts";
import { suggestNames } from "../../contract/suggest-name.ts";
import { describeInEnglish } from "../../contract/tell-in-english.ts";
import type { HostFinder } from "../find-host.ts";
import { type FieldOf, failureAnswer, jsonAnswer, refuseRequest, sameField } from "./answer.ts";
import { apiWords } from "./api-words.ts";
import { type Caller, listAlternatives, score } from "./call.ts";
import { answerCompletion, completionField } from "./completions.ts";
import { answerQuote } from "./quote.ts";
import { readBody } from "./read-body.ts";
import { answerTextGeneration, textGenerationField } from "./text-generation.ts";

/** The world as the routes see it. */
export interface ApiWorld {
  readonly version: string;
  /** The pages of the site that compute. */
  readonly pages: HostFinder;
  /** Names this life of the service worker. */
  readonly incarnation: string;
  /** Origin of the site; requests that name another are refused. */
  readonly origin: string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<undefined>;
  /** Where a server answers in the place of pages, how many calls may wait or run there. */
  readonly server?: { readonly most: number };
}

interface Route {
  readonly method: "GET" | "POST";
  answer(request: Request, world: ApiWorld, clientId: string): Promise<Response>;
}

const ROUTES: Record<string, Route> = {
  "": { method: "GET", answer: greet },
  health: { method: "GET", answer: health },
  "v1/models": { method: "GET", answer: models },
  generate_quote: {
    method: "POST",
    answer: post(bodies.quoteBody, (body, caller, world, status) =>
      answerQuote(body, caller, status.model?.card.examples.map(({ text }) => text) ?? [], world.random),
    ),
  },
  generate: {
    method: "POST",
    answer: post(bodies.textGenerationBody, answerTextGeneration, { fieldOf: textGenerationField }),
  },
  "v1/completions": {
    method: "POST",
    answer: post(
      bodies.completionBody,
      (body, caller, { now }, status) =>
        answerCompletion(body, caller, { now, defaults: status.model?.defaults ?? {} }),
      { fieldOf: completionField, modelOf: ({ model }) => model },
    ),
  },
  perplexity: {
    method: "POST",
    answer: post(bodies.perplexityBody, async (body, caller) => answerOutcome(await score(caller, body))),
  },
  alternatives: {
    method: "POST",
    answer: post(bodies.alternativesBody, async (body, caller) => answerOutcome(await listAlternatives(caller, body))),
  },
};

/**
 * Answers a request to the API.
 * @param path below `api/`, without query
 * @param clientId of the page that asks, as the fetch event names it
 */
export async function answerApi(request: Request, path: string, world: ApiWorld, clientId: string): Promise<Response> {
  // A form or link of a foreign site reaches a service worker as a navigation, with the visitor's own rights.
  if (request.mode === "navigate") return refuseRequest(405, apiWords.navigation, "navigation");
  const origin = request.headers.get("Origin");
  if (origin !== null && origin !== world.origin) return refuseRequest(403, apiWords.origin, "origin");
  const name = path.replace(/\/$/, "");
  const route = routeOf(name);
  if (route === undefined) return refuseRequest(404, noSuchRoute(name), "not_found");
  if (request.method !== route.method) {
    const headers = { Allow: route.method };
    return refuseRequest(405, apiWords.method(path, route.method), "method_not_allowed", { headers });
  }
  return route.answer(request, world, clientId).catch((error) => failureAnswer(failureOf(error)));
}

function routeOf(name: string): Route | undefined {
  if (Object.hasOwn(ROUTES, name)) return ROUTES[name];
  if (!name.startsWith(MODEL)) return undefined;
  const id = name.slice(MODEL.length);
  return { method: "GET", answer: (_request, world) => oneModel(id, world) };
}

const MODEL = "v1/models/";

function answerOutcome(outcome: Outcome<unknown>): Response {
  return outcome.ok ? jsonAnswer(outcome.value) : failureAnswer(outcome.failure);
}

function noSuchRoute(name: string): string {
  if (name.endsWith("chat/completions")) return apiWords.noChat;
  const known = Object.keys(ROUTES);
  const near = known.find((route) => route.endsWith(`/${name}`)) ?? suggestNames(name, known)[0];
  const shown = cleanLine(name, 100);
  return near === undefined ? apiWords.noRoute(shown) : apiWords.noRouteMeant(shown, near);
}

/** A route that checks the body, finds the page that computes, and hands both on. */
function post<S extends (typeof bodies)[keyof Pick<typeof bodies, BodyName>]>(
  schema: S,
  answer: (
    body: import("valibot").InferOutput<S>,
    caller: Caller,
    world: ApiWorld,
    status: ApiStatus,
  ) => Promise<Response>,
  { fieldOf = sameField, modelOf }: PostOptions<import("valibot").InferOutput<S>> = {},
): Route["answer"] {
  return async (request, world, clientId) => {
    const read = await readBody(request, schema);
    if (read instanceof Response) return read;
    const named = modelOf?.(read.body);
    // The Hub's client sends the address of its endpoint where no model is named.
    const wanted = named?.startsWith(world.origin) ? undefined : named;
    const found = await world.pages.find({ clientId, ...(wanted !== undefined && { model: wanted }) });
    if (found?.status.model === undefined) return unavailable(found?.status);
    const { host, status } = found;
    const { name } = found.status.model;
    if (wanted !== undefined && !answersTo(found.status.model, wanted)) return noSuchModel(wanted, world);
    const abort = new AbortController();
    request.signal.addEventListener("abort", () => abort.abort(), { once: true });
    const key = request.headers.get("Idempotency-Key");
    const caller: Caller = {
      host,
      async findOther() {
        const other = await world.pages.find({ clientId, model: name });
        if (other !== undefined && other.status.model === undefined) return "loading";
        return other?.status.model?.name === name ? other.host : undefined;
      },
      wait: world.wait,
      model: name,
      fieldOf,
      abort,
      incarnation: world.incarnation,
      fingerprint: await fingerprintOf(clientId, request.url, read.text),
      newId: world.newId,
      ...(key !== null && { idempotencyKey: key.slice(0, 200) }),
    };
    return answer(read.body, caller, world, status);
  };
}

interface PostOptions<Body> {
  readonly fieldOf?: FieldOf;
  /** The model that the body names. */
  readonly modelOf?: (body: Body) => string | undefined;
}

type BodyName = "quoteBody" | "textGenerationBody" | "completionBody" | "perplexityBody" | "alternativesBody";

/** Equal for a request that the browser sends again after it restarted the service worker. */
async function fingerprintOf(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unavailable(status: ApiStatus | undefined): Response {
  const reason = status?.reason ?? makeFailure("not_loaded", "no_page", {});
  return failureAnswer({ ...reason, retryAfterSeconds: 2 });
}

async function greet(_request: Request, world: ApiWorld, clientId: string): Promise<Response> {
  const status = (await world.pages.find({ clientId }))?.status;
  return jsonAnswer({
    message: world.server === undefined ? apiWords.greeting : apiWords.greetingOfServer,
    version: world.version,
    model: status?.model?.name ?? null,
    docs: world.server === undefined ? "docs.html" : "docs",
  });
}

async function health(_request: Request, world: ApiWorld, clientId: string): Promise<Response> {
  const status = (await world.pages.find({ clientId }))?.status;
  const model = status?.model;
  return jsonAnswer({
    status: model === undefined ? "unavailable" : "ok",
    reason:
      model === undefined ? describeInEnglish(status?.reason ?? makeFailure("not_loaded", "no_page_open", {})) : null,
    model: model?.name ?? null,
    device: model?.backend.device ?? null,
    dtype: model?.backend.dtype ?? null,
    notes: model?.notes.map(describeInEnglish) ?? [],
    queue: { length: status?.queued ?? 0, limit: world.server?.most ?? QUEUE_LIMIT },
  });
}

async function models(_request: Request, world: ApiWorld): Promise<Response> {
  return jsonAnswer({ object: "list", data: (await namesOf(world)).map(modelObject) });
}

/** @param id as it stands in the address: the slash of `owner/name` may be written as it is or as %2F */
async function oneModel(id: string, world: ApiWorld): Promise<Response> {
  const wanted = decodeName(id);
  const known = wanted !== undefined && (await namesOf(world)).includes(wanted);
  if (known) return jsonAnswer(modelObject(wanted));
  return noSuchModel(wanted ?? id, world);
}

function noSuchModel(name: string, { server }: ApiWorld): Response {
  const words = server === undefined ? apiWords.noModel : apiWords.noModelHere;
  return refuseRequest(404, words(cleanLine(name, 200)), "model_not_found", { param: "model" });
}

async function namesOf({ pages }: ApiWorld): Promise<readonly string[]> {
  return [...new Set((await pages.findAll()).flatMap(({ model }) => (model === undefined ? [] : [model.name])))];
}

function modelObject(id: string) {
  return { id, object: "model", created: 0, owned_by: "this device" };
}

function decodeName(id: string): string | undefined {
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
