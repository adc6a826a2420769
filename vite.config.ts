import { readFileSync } from "node:fs";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import * as v from "valibot";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { openApiPlugin } from "./scripts/vite-openapi.ts";
import { securityPlugin } from "./scripts/vite-security.ts";
import { sharedConfig } from "./vite.shared.ts";

const { version } = v.parse(v.object({ version: v.string() }), JSON.parse(readFileSync("package.json", "utf8")));

export default defineConfig({
  ...sharedConfig,
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    ...sharedConfig.build,
    rolldownOptions: { input: { index: "index.html", docs: "docs.html", embed: "embed.html" } },
  },
  plugins: [
    react(),
    tailwindcss(),
    securityPlugin(),
    openApiPlugin(version),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: [
          "*.html",
          "assets/*.{js,css,wasm}",
          "api/openapi.json",
          "manifest.webmanifest",
          "icons/*",
          "needs-origin.js",
        ],
        // ONNX Runtime is large and rarely wanted: it is fetched when it is. So is the API browser, by the service worker.
        globIgnores: ["assets/ort*"],
        maximumFileSizeToCacheInBytes: 2_000_000,
      },
    }),
  ],
});
