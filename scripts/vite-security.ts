import type { Plugin } from "vite";
import { contentSecurityPolicy, headersFile, securityHeaders } from "../src/contract/security-headers.ts";

/**
 * Puts the content security policy first into the head of every page, and writes `_headers` for the hosts that read it.
 * Only in the build: the dev server's hot reload needs inline scripts.
 */
export function securityPlugin(): Plugin {
  return {
    name: "hostless-security",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: () => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy({ place: "meta" }) },
          injectTo: "head-prepend",
        },
        { tag: "meta", attrs: { name: "referrer", content: "no-referrer" }, injectTo: "head-prepend" },
      ],
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "_headers", source: headersFile(securityHeaders()) });
    },
  };
}
