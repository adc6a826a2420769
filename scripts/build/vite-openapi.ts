import { readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { type Plugin, runnerImport } from "vite";
import { contentSecurityPolicy } from "../../src/contract/security-headers.ts";

const SOURCE = "src/contract/api/openapi.ts";
/** What developers look up beside the routes: their errors, and what npm shows of the SDK. */
const MORE = ["src/api/errors.md", "src/sdk/package.md"];
const PAGE = "src/contract/api/reference-page.ts";

/** What tells of the API, by its place in the site, with its type. */
const FILES = {
  "api/openapi.json": ["application/json", async (version: string) => json(await describeApi(version))],
  "redoc.html": ["text/html", writePage],
  "redoc.css": ["text/css", async () => (await pageModule()).REFERENCE_STYLE],
} as const;

/** Of the page to read; the site's policy allows no style in it. */
const HEAD = [
  `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy({ place: "meta" })}">`,
  '<meta name="referrer" content="no-referrer">',
  '<link rel="stylesheet" href="./redoc.css">',
].join("");

/**
 * Plain files of the build, so that they can be read before a service worker is there: `api/openapi.json`, and a page to read that is
 * made of it. The dev server writes them anew for each request.
 */
export function openApiPlugin(version: string): Plugin {
  return {
    name: "hostless-openapi",
    async generateBundle() {
      for (const [fileName, [, write]] of Object.entries(FILES))
        this.emitFile({ type: "asset", fileName, source: await write(version) });
    },
    configureServer(server) {
      for (const [fileName, [type, write]] of Object.entries(FILES)) {
        server.middlewares.use(`/${fileName}`, (_request, response, next) => {
          write(version).then((text) => {
            response.setHeader("Content-Type", type);
            response.end(text);
          }, next);
        });
      }
    },
  };
}

async function writePage(version: string): Promise<string> {
  const { referencePage } = await pageModule();
  const more = MORE.map((file) => renderMarkdown(readFileSync(file, "utf8"))).join("");
  return referencePage(await describeApi(version), { head: HEAD, more });
}

/** A text of this project as markup. */
function renderMarkdown(text: string): string {
  return renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, text));
}

/** Not imported above: it is most of the contract, and what the configuration imports restarts the dev server. */
async function describeApi(version: string): Promise<object> {
  const { module } = await runnerImport<typeof import("../../src/contract/api/openapi.ts")>(SOURCE, QUIET);
  return module.openApiDocument(version);
}

async function pageModule(): Promise<typeof import("../../src/contract/api/reference-page.ts")> {
  return (await runnerImport<typeof import("../../src/contract/api/reference-page.ts")>(PAGE, QUIET)).module;
}

const QUIET = { configFile: false, logLevel: "error" } as const;

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
