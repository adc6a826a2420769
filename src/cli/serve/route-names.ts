/** Routes that have their own name at the root, too. */
const AT_ROOT = /^(?:health|generate|generate_quote|perplexity|alternatives|v1\/.*)$/;

/** The route's name below `api/`; nothing for what is no route. */
export function nameOf(path: string, method: string): string | undefined {
  if (path === "/") return method === "POST" ? "generate" : undefined;
  if (path === "/api" || path.startsWith("/api/")) return path.slice("/api/".length);
  return AT_ROOT.test(path.slice(1)) ? path.slice(1) : undefined;
}

/** What a path is counted as: few labels, whatever is asked for. */
export function labelOf(path: string): string {
  const name = path.replace(/^\/(?:api\/)?/, "").replace(/^v1\/models\/.*/, "v1/models/{model}");
  const known =
    /^(?:|health|ready|metrics|docs|redoc|openapi\.json|generate|generate_quote|perplexity|alternatives|v1\/(?:completions|chat\/completions|models|models\/\{model\}))$/;
  return known.test(name) ? `/${name}` : "other";
}
