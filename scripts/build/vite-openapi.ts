import { type Plugin, runnerImport } from "vite";

const SOURCE = "src/contract/api/openapi.ts";

/**
 * `api/openapi.json`: a plain file of the build, so that it can be read before a service worker is there. The dev server
 * writes it anew for each request.
 */
export function openApiPlugin(version: string): Plugin {
  return {
    name: "hostless-openapi",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: "api/openapi.json", source: await describeApi(version) });
    },
    configureServer(server) {
      server.middlewares.use("/api/openapi.json", (_request, response, next) => {
        describeApi(version).then((text) => {
          response.setHeader("Content-Type", "application/json");
          response.end(text);
        }, next);
      });
    },
  };
}

/** Not imported above: it is most of the contract, and what the configuration imports restarts the dev server. */
async function describeApi(version: string): Promise<string> {
  const { module } = await runnerImport<typeof import("../../src/contract/api/openapi.ts")>(SOURCE, {
    configFile: false,
    logLevel: "error",
  });
  return `${JSON.stringify(module.openApiDocument(version), null, 2)}\n`;
}
