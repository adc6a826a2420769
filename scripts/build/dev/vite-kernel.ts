import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, ViteDevServer } from "vite";
import { buildDraft, DRAFTS, SOURCES } from "../kernel-build.ts";

/** `src/kernel/build/NAME.wasm?url`, as the model's thread imports it. */
const IMPORTED = /kernel\/build\/([\w-]+\.wasm\?url)$/;
/** The file itself, not the module that tells its address. */
const REQUESTED = new RegExp(`^/${DRAFTS}/([\\w-]+)\\.wasm(?!\\?import\\b)`);

/**
 * Lets the dev server compile the kernel by itself: each variant when a page asks for it, and anew when a source has
 * changed. A source that does not compile is shown over the page, which keeps the last kernel that did.
 */
export function devKernelPlugin(): Plugin {
  return {
    name: "hostless-dev-kernel",
    apply: "serve",
    enforce: "pre",
    config: () => ({ server: { watch: { ignored: [`**/${DRAFTS}/**`] } } }),
    resolveId(source) {
      const [, file] = IMPORTED.exec(source) ?? [];
      return file === undefined ? null : join(this.environment.config.root, DRAFTS, file);
    },
    configureServer(server) {
      const drafts = new Drafts();
      const folder = join(server.config.root, SOURCES);
      let sources = hashOf(folder);
      // Nearly every page asks for these two; they are ready, or nearly, when it does.
      for (const name of ["kernel", "kernel-relaxed"]) drafts.build(name).catch(() => undefined);
      server.middlewares.use((request, response, next) => {
        const [, name] = REQUESTED.exec(request.url ?? "") ?? [];
        if (name === undefined) return next();
        drafts.build(name).then(
          () => next(),
          (error: unknown) => {
            showError(server, error);
            response.writeHead(500).end(messageOf(error));
          },
        );
      });
      server.watcher.on("all", (_event, path) => {
        if (!path.startsWith(folder)) return;
        // Watchers also tell of files that were only touched, or that they have just found.
        const now = hashOf(folder);
        if (now === sources) return;
        sources = now;
        void reload(server, drafts);
      });
    },
  };
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}

/** Each variant is compiled once until a source changes, and by one process at a time: the last word is the newest. */
class Drafts {
  readonly #fresh = new Map<string, Promise<void>>();
  readonly #latest = new Map<string, Promise<void>>();

  build(name: string): Promise<void> {
    const fresh = this.#fresh.get(name);
    if (fresh !== undefined) return fresh;
    const before = this.#latest.get(name)?.catch(() => undefined);
    const built = Promise.resolve(before).then(() => buildDraft(name));
    this.#fresh.set(name, built);
    this.#latest.set(name, built);
    return built;
  }

  forget(): void {
    this.#fresh.clear();
  }
}

/** The page is only loaded anew when there is something new to load. */
async function reload(server: ViteDevServer, drafts: Drafts): Promise<void> {
  drafts.forget();
  const built = drafts.build("kernel");
  try {
    await built;
    server.ws.send({ type: "full-reload" });
  } catch (error) {
    showError(server, error);
  }
}

function showError(server: ViteDevServer, error: unknown): void {
  server.config.logger.error(messageOf(error));
  server.ws.send({ type: "error", err: { message: messageOf(error), stack: "", plugin: "kernel" } });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
