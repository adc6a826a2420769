import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

/** Builds the page with the openai package into `openai/` of a new folder, which it returns: an overlay of the site. */
export async function buildOpenAiPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-pages-"));
  await build({
    configFile: false,
    logLevel: "warn",
    base: "./",
    root: import.meta.dirname,
    build: {
      outDir: join(folder, "openai"),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(import.meta.dirname, "openai.html") },
    },
  });
  return folder;
}
