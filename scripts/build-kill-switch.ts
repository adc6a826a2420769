import { build } from "vite";

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

if (process.argv[1] === import.meta.filename) await buildKillSwitch("dist");
