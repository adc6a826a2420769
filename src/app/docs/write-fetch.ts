/** A request as Swagger UI hands it to its snippets: an immutable map. */
interface SwaggerRequest {
  get(name: "url" | "method" | "body" | "headers"): unknown;
}

/** A request as code that a page of the site can run. */
export function writeFetch(request: SwaggerRequest): string {
  const [url, method, body] = [textOf(request.get("url")), textOf(request.get("method")), textOf(request.get("body"))];
  if (method === "" || method === "GET") return `const response = await fetch(${JSON.stringify(url)});\n${READ}`;
  const lines = [
    `  method: ${JSON.stringify(method)},`,
    '  headers: { "Content-Type": "application/json" },',
    ...(body === "" ? [] : [`  body: JSON.stringify(${indented(body)}),`]),
  ];
  return [`const response = await fetch(${JSON.stringify(url)}, {`, ...lines, "});", READ].join("\n");
}

const READ = "console.log(await response.json());";

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** JSON is JavaScript as it is; what is not JSON is a text. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).replaceAll("\n", "\n  ");
  } catch {
    return JSON.stringify(body);
  }
}
