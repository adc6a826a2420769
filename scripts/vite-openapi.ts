import type { Plugin } from "vite";
import { openApiDocument } from "../src/contract/api/openapi.ts";

/** Writes `api/openapi.json` into the build: a plain file, so that it can be read before a service worker is there. */
export function openApiPlugin(version: string): Plugin {
  return {
    name: "hostless-openapi",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "api/openapi.json",
        source: `${JSON.stringify(openApiDocument(version), null, 2)}\n`,
      });
    },
  };
}
