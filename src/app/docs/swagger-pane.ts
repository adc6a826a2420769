import SwaggerUIBundle from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import { writeFetch } from "./write-fetch.ts";

/**
 * Descriptions are plain text here: Swagger UI would turn them into markup through a Trusted Types policy of its own,
 * which the site's policy does not allow.
 */
function Markdown({ source }: { readonly source?: string }): string {
  return source ?? "";
}

const keepText = () => Markdown;
const plainText = () => ({ wrapComponents: { Markdown: keepText } });

/** A call as a page of this site writes it, in the place of Swagger UI's `curl`, which cannot reach a service worker. */
const fetchSnippet = () => ({ fn: { requestSnippetGenerator_fetch: writeFetch } });

/** Swagger UI has colours of its own for the dark, under a class of the page. */
function followTheme(page: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const { theme } = page.dataset;
    page.classList.toggle("dark-mode", theme === undefined ? dark.matches : theme === "dark");
  };
  follow();
  dark.addEventListener("change", follow);
}

/**
 * Shows the routes of an OpenAPI file with «Try it out».
 * @param apiReady a call waits for it: before, it would go to the site's host, which knows no routes
 */
export function mountSwagger(domNode: HTMLElement, url: string, apiReady: Promise<unknown>): void {
  followTheme(document.documentElement);
  SwaggerUIBundle({
    domNode,
    url,
    plugins: [plainText, fetchSnippet],
    requestSnippetsEnabled: true,
    requestSnippets: {
      generators: { fetch: { title: "fetch", syntax: "javascript" } },
      defaultExpanded: true,
      languages: ["fetch"],
    },
    requestInterceptor: async (request) => {
      if (request.loadSpec !== true) await apiReady;
      return request;
    },
    // Its validator badge would ask a foreign server.
    validatorUrl: null,
    tryItOutEnabled: true,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
  });
}
