import type { Plugin } from "vite";
import { securityHeaders } from "../../../src/contract/security-headers.ts";

/**
 * The one thing that the policy of the dev server allows beyond the site's own: inline scripts and styles that carry it,
 * which hot reload puts into the page. The same at every start: an open page outlives a restart of the server.
 */
export const DEV_NONCE = "hostless-dev";

/** Sends the site's own security headers with every answer of the dev server. */
export function devHeadersPlugin(): Plugin {
  const headers = Object.entries(securityHeaders({ nonce: DEV_NONCE }));
  return {
    name: "hostless-dev-headers",
    apply: "serve",
    config: () => ({ html: { cspNonce: DEV_NONCE } }),
    configureServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const [name, value] of headers) response.setHeader(name, value);
        next();
      });
    },
    // Vite looks for a restarted server from a shared worker, whose `blob:` the site's Trusted Types forbid; without
    // shared workers it looks from the page.
    transformIndexHtml: () => [{ tag: "script", children: "delete window.SharedWorker;", injectTo: "head-prepend" }],
  };
}
