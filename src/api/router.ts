import * as bodies from "../contract/api/bodies.ts";
import { failureOf, type Outcome } from "../contract/outcome.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { suggestNames } from "../contract/suggest-name.ts";
import { failureAnswer, jsonAnswer, refuseRequest } from "./answer.ts";
import type { ApiWorld } from "./api-world.ts";
import { apiWords } from "./api-words.ts";
import { listAlternatives, score } from "./call.ts";
import { answerChatRoute } from "./chat-route.ts";
import { answerCompletion, completionField } from "./completions.ts";
import { greet, health, models, oneModel } from "./model-routes.ts";
import { post } from "./post-route.ts";
import { answerQuote } from "./quote.ts";
import type { Route } from "./route.ts";
import { answerTextGeneration, textGenerationField } from "./text-generation.ts";

const ROUTES: Record<string, Route> = {
  "": { method: "GET", answer: greet },
  health: { method: "GET", answer: health },
  "v1/models": { method: "GET", answer: models },
  generate_quote: {
    method: "POST",
    answer: post(
      bodies.quoteBody,
      ({ model: _model, ...body }, caller, world, status) =>
        answerQuote(body, caller, status.model?.card.examples.map(({ text }) => text) ?? [], world.random),
      { modelOf: ({ model }) => model },
    ),
  },
  generate: {
    method: "POST",
    answer: post(bodies.textGenerationBody, answerTextGeneration, {
      fieldOf: textGenerationField,
      modelOf: ({ model, parameters }) => model ?? parameters.adapter_id,
    }),
  },
  "v1/completions": {
    method: "POST",
    answer: post(
      bodies.completionBody,
      (body, caller, { now }, status) =>
        answerCompletion(body, caller, { now, defaults: caller.adapter?.defaults ?? status.model?.defaults ?? {} }),
      { fieldOf: completionField, modelOf: ({ model }) => model },
    ),
  },
  "v1/chat/completions": { method: "POST", answer: answerChatRoute },
  perplexity: {
    method: "POST",
    answer: post(
      bodies.perplexityBody,
      async ({ model: _model, ...body }, caller) => answerOutcome(await score(caller, body)),
      { modelOf: ({ model }) => model },
    ),
  },
  alternatives: {
    method: "POST",
    answer: post(
      bodies.alternativesBody,
      async ({ model: _model, ...body }, caller) => answerOutcome(await listAlternatives(caller, body)),
      { modelOf: ({ model }) => model },
    ),
  },
};

/**
 * Answers a request to the API.
 * @param path below `api/`, without query
 * @param clientId of the page that asks, as the fetch event names it
 */
export async function answerApi(request: Request, path: string, world: ApiWorld, clientId: string): Promise<Response> {
  const origin = request.headers.get("Origin");
  if (origin !== null && origin !== world.origin) return refuseRequest(403, apiWords.origin, "origin");
  const name = path.replace(/\/$/, "");
  const route = routeOf(name);
  if (route === undefined) return refuseRequest(404, noSuchRoute(name), "not_found");
  if (request.method !== route.method) {
    const headers = { Allow: route.method };
    return refuseRequest(405, apiWords.method(path, route.method), "method_not_allowed", { headers });
  }
  // A foreign site's form reaches a service worker as a navigation, with the visitor's own rights. What GET answers it cannot read.
  if (request.mode === "navigate" && route.method !== "GET")
    return refuseRequest(405, apiWords.navigation, "navigation");
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
  const known = Object.keys(ROUTES);
  const near = known.find((route) => route.endsWith(`/${name}`)) ?? suggestNames(name, known)[0];
  const shown = cleanLine(name, 100);
  return near === undefined ? apiWords.noRoute(shown) : apiWords.noRouteMeant(shown, near);
}
