import { readFileSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import * as v from "valibot";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { sourceAddress } from "./scripts/build/addresses.ts";
import { devApiPlugin } from "./scripts/build/dev/vite-api.ts";
import { devBundlesPlugin } from "./scripts/build/dev/vite-bundles.ts";
import { DEV_NONCE, devHeadersPlugin } from "./scripts/build/dev/vite-headers.ts";
import { devKernelPlugin } from "./scripts/build/dev/vite-kernel.ts";
import { gzipAssetPlugin } from "./scripts/build/vite-gzip-asset.ts";
import { knownPreloadsPlugin } from "./scripts/build/vite-known-preloads.ts";
import { languagesPlugin } from "./scripts/build/vite-languages.ts";
import { oauthClientPlugin } from "./scripts/build/vite-oauth-client.ts";
import { openApiPlugin } from "./scripts/build/vite-openapi.ts";
import { prerenderPlugin } from "./scripts/build/vite-prerender.ts";
import { securityPlugin } from "./scripts/build/vite-security.ts";
import { securityHeaders } from "./src/contract/security-headers.ts";
import { sitePlugin } from "./scripts/build/vite-site.ts";
import { sharedConfig } from "./vite.shared.ts";

const { version } = v.parse(v.object({ version: v.string() }), JSON.parse(readFileSync("package.json", "utf8")));
const versionOnly = { __VERSION__: JSON.stringify(version) };

const SHARED =
  /\/(?:contract\/(?:outcome|backends|request|api\/host|name-failure|describe-parameter|read-model-name|own-model|site-meta|clean-up)|bridge\/(?:start-thread|storage-of|own-model|site-meta)|app\/(?:format|use-copy|state\/run|words\/(?:locale|product)|parts\/(?:icons|theme-button|own-model-button|stay-button|failure-text|note-list|copy-outcome)))\.tsx?$|\/node_modules\/(?:react|react-dom|scheduler)\//;

export default defineConfig(({ command }) => ({
  ...sharedConfig,
  // An address without a file is not found, as on a static host.
  appType: "mpa",
  define: {
    ...versionOnly,
    __HEADERS__: JSON.stringify(securityHeaders()),
    __SOURCE__: JSON.stringify(sourceAddress(process.env)),
  },
  build: {
    ...sharedConfig.build,
    rolldownOptions: {
      input: {
        index: "index.html",
        docs: "docs.html",
        embed: "embed.html",
        publish: "publish.html",
        api: "src/answer-calls.ts",
      },
      // What `api.js` exports, pages of the site's owner import.
      preserveEntrySignatures: "exports-only",
      // Small parts of the form that other pages have, too: alone, each would cost more than it saves them.
      output: {
        // Other pages import it by its name.
        entryFileNames: ({ name }) => (name === "api" ? "api.js" : "assets/[name]-[hash].js"),
        codeSplitting: { groups: [{ name: "start-thread", test: SHARED }] },
      },
    },
  },
  server: {
    // A checkout may have its packages elsewhere, behind links.
    fs: { allow: [".", dirname(realpathSync("node_modules/vite"))] },
    warmup: { clientFiles: ["src/main.tsx", "src/worker/main.ts"] },
  },
  // All packages are known before the first page asks: one found later loads the page anew.
  optimizeDeps: { entries: ["*.html", "src/worker/{main,kernel-helper}.ts", "src/publisher/publisher.ts"] },
  plugins: [
    react(),
    tailwindcss(),
    // In development, the main plugins see the threads' code, too.
    gzipAssetPlugin(),
    knownPreloadsPlugin(),
    devHeadersPlugin(),
    devKernelPlugin(),
    devBundlesPlugin(versionOnly),
    devApiPlugin(),
    securityPlugin(command === "serve" ? DEV_NONCE : undefined),
    openApiPlugin(version),
    oauthClientPlugin(),
    prerenderPlugin(),
    languagesPlugin(),
    sitePlugin(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: [
          "*.html",
          "api.js",
          "assets/*.{js,css,wasm}",
          "api/openapi.json",
          "redoc.css",
          "manifest.webmanifest",
          "icons/*",
          "first-paint.js",
          "needs-origin.js",
        ],
        // ONNX Runtime is large and rarely wanted: it is fetched when it is. So is the API browser, by the service worker.
        // What publishes needs the network anyway.
        globIgnores: ["assets/ort*", "assets/*publish*", "publish.html"],
        maximumFileSizeToCacheInBytes: 2_000_000,
      },
    }),
  ],
}));
