import { build } from "vite";
import { forgetBuild } from "./built-from.ts";

/** Writes the service worker that removes itself over the one of a finished build. */
export async function buildKillSwitch(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      lib: { entry: "src/sw/kill-switch.ts", formats: ["es"], fileName: () => "sw.js" },
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
    },
  });
}

if (process.argv[1] === import.meta.filename) {
  forgetBuild();
  await buildKillSwitch("dist");
}
