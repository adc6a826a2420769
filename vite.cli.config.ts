import { copyFileSync } from "node:fs";
import { defineConfig } from "vite";

/** The command line as one file beside the kernel; dependencies stay in `node_modules`, where npm puts them. */
export default defineConfig({
  build: {
    ssr: "src/cli/main.ts",
    outDir: "dist-cli",
    target: "node20",
    rolldownOptions: { output: { entryFileNames: "hostless.js", banner: "#!/usr/bin/env node" } },
  },
  publicDir: false,
  plugins: [
    {
      name: "kernel-beside-cli",
      closeBundle: () => {
        for (const name of ["kernel", "training"])
          copyFileSync(`src/kernel/build/${name}.wasm`, `dist-cli/${name}.wasm`);
      },
    },
  ],
});
