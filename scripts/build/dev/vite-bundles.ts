import type { Plugin, ViteDevServer } from "vite";
import { type Bundle, type BundleInput, bundle } from "./bundle.ts";

/** One script of the built site that other code asks for by its address. */
interface ServedScript extends BundleInput {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether open pages are loaded anew when it changes. */
  readonly reloads: boolean;
}

/**
 * Serves the service worker and the SDK as the build writes them: each as one file, bundled anew when a source of it has
 * changed. @param define constants that the build writes into the code
 */
export function devBundlesPlugin(define: Readonly<Record<string, string>>): Plugin {
  const serviceWorker: ServedScript = {
    path: "/sw.js",
    entry: "src/sw/sw.ts",
    format: "iife",
    // No offline copy: files come fresh from the server, with its headers. A worker that is left behind on this address
    // does nothing to another project's pages.
    define: { ...define, "self.__WB_MANIFEST": "[]", __HEADERS__: "{}" },
    headers: { "Cache-Control": "no-store" },
    reloads: true,
  };
  const sdk: ServedScript = {
    path: "/sdk.js",
    entry: "src/sdk/index.ts",
    format: "es",
    define,
    headers: { "Access-Control-Allow-Origin": "*" },
    reloads: false,
  };
  return {
    name: "hostless-dev-bundles",
    apply: "serve",
    configureServer(server) {
      for (const script of [serviceWorker, sdk]) serve(server, script);
    },
  };
}

function serve(server: ViteDevServer, script: ServedScript): void {
  let made: Promise<Bundle> | undefined;
  server.middlewares.use((request, response, next) => {
    if (request.url?.split("?", 1)[0] !== script.path) return next();
    made ??= bundle(server.config.root, script);
    made.then(
      ({ code }) => {
        for (const [name, value] of Object.entries(script.headers)) response.setHeader(name, value);
        response.setHeader("Content-Type", "text/javascript; charset=utf-8");
        response.end(code);
      },
      (error: unknown) => {
        made = undefined;
        next(error);
      },
    );
  });
  // An editor that puts a new file in the old one's place is seen as adding it where the machine is busy.
  server.watcher.on("all", async (event, path) => {
    if (event !== "change" && event !== "add") return;
    const before = made;
    const old = await before?.catch(() => undefined);
    if (made !== before || old?.files.includes(path) !== true) return;
    made = script.reloads ? bundle(server.config.root, script) : undefined;
    // Watchers also tell of files that were only touched, or that they have just found.
    const code = (await made?.catch(() => undefined))?.code;
    if (script.reloads && code !== old.code) server.ws.send({ type: "full-reload" });
  });
}
