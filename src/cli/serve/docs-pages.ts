import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { referencePage } from "../../contract/api/reference-page.ts";
import { ANSWER_HEADERS } from "../../api/answer.ts";

/** What the pages may do: their own scripts, and calls to the server that they are from. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const SWAGGER = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Swagger UI has colours of its own for the dark, under a class of the page. */
const START = `const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => void document.documentElement.classList.toggle("dark-mode", dark.matches);
follow();
dark.addEventListener("change", follow);
SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger", deepLinking: true });
`;

const { resolve } = createRequire(import.meta.url);

const answer = (body: BodyInit, type: string): Response =>
  new Response(body, {
    headers: { ...ANSWER_HEADERS, "Content-Security-Policy": POLICY, "Content-Type": type },
  });
const file = async (name: string, type: string) =>
  answer(await readFile(resolve(`swagger-ui-dist/${name}`), "utf8"), type);

type Page = (document: object) => Response | Promise<Response>;

/** The pages that tell of the API, by their addresses. */
export const DOCS_PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ["/docs", () => answer(SWAGGER, "text/html; charset=utf-8")],
  ["/docs/start.js", () => answer(START, "text/javascript; charset=utf-8")],
  ["/docs/swagger-ui.css", () => file("swagger-ui.css", "text/css; charset=utf-8")],
  ["/docs/swagger-ui-bundle.js", () => file("swagger-ui-bundle.js", "text/javascript; charset=utf-8")],
  ["/redoc", (document) => answer(referencePage(document), "text/html; charset=utf-8")],
  ["/openapi.json", (document) => answer(JSON.stringify(document), "application/json")],
]);
