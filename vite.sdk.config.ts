import { defineConfig } from "vite";

/** The one module that other sites import: `dist/sdk.js`, beside the site that `vite.config.ts` builds. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "src/sdk/index.ts", formats: ["es"], fileName: () => "sdk.js" },
  },
});
