import type { Plugin } from "vite";
import { contentSecurityPolicy, headersFile, securityHeaders } from "../../src/contract/security-headers.ts";

/**
 * Puts the content security policy first into the head of every page, and writes `_headers` for the hosts that read it.
 * @param nonce of the dev server's inline scripts and styles; a build has none
 */
export function securityPlugin(nonce?: string): Plugin {
  const policyOf = (publishes: boolean) =>
    contentSecurityPolicy({ place: "meta", publishes, ...(nonce !== undefined && { nonce }) });
  return {
    name: "hostless-security",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { path }) => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: policyOf(path === "/publish.html") },
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
