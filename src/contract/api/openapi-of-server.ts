import { isObject, type Json, type JsonObject } from "./json.ts";
import { openApiDocument, refusalsOf } from "./openapi.ts";

/** What a server answers besides. */
const TURNED_AWAY = refusalsOf({
  "401": "The key is missing or wrong, where the server has one",
  "403": "Asked by a page that may not call",
  "503": "The server is ending, had no answer in time, or lost the thread that computed: call again",
});

/** The description of the same API where a server answers it: `hostless serve`. */
export function openApiOfServer(version: string): JsonObject {
  const { info, paths, components, tags = [] } = openApiDocument(version);
  const known = isObject(info) && isObject(paths) && isObject(components) ? { info, paths, components } : undefined;
  if (known === undefined) throw new Error("The description has no parts.");
  const routes = Object.entries(known.paths).filter(([path]) => path !== "/api/");
  return {
    openapi: "3.1.0",
    info: { ...known.info, summary: "A GPT-2 on a server.", description: "The routes of the browser's API." },
    servers: [{ url: "/" }],
    security: [{}, { key: [] }],
    tags,
    paths: Object.fromEntries(routes.map(([path, route]) => [path.replace(/^\/api/, ""), answeredByServer(route)])),
    components: { ...known.components, securitySchemes: { key: { type: "http", scheme: "bearer" } } },
  };
}

function answeredByServer(route: Json | undefined): JsonObject {
  const operations = Object.entries(isObject(route) ? route : {}).map(([method, operation]) => {
    const { responses, ...rest } = isObject(operation) ? operation : {};
    return [method, { ...rest, responses: { ...(isObject(responses) && responses), ...TURNED_AWAY } }];
  });
  return Object.fromEntries(operations);
}
