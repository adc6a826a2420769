import type { Plugin } from "vite";

/** Serves `api.js` of the built site: the module that it is built from, in which hot reload follows every import. */
export function devApiPlugin(): Plugin {
  return {
    name: "hostless-dev-api",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use("/api.js", (_request, response) => {
        response.setHeader("Content-Type", "text/javascript; charset=utf-8");
        response.end('export * from "/src/answer-calls.ts";\n');
      });
    },
  };
}
