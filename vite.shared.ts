import { defaultClientConditions, type UserConfig } from "vite";
import { gzipAssetPlugin } from "./scripts/build/vite-gzip-asset.ts";

/** What every build that holds the model's thread needs: the site and the pages of the end-to-end tests. */
export const sharedConfig = {
  // Relative addresses: the same build works at `/` and under any folder.
  base: "./",
  // ONNX Runtime without its WebAssembly inlined by the bundler: the runtime room loads the one file that it needs.
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  worker: {
    format: "es",
    plugins: () => [gzipAssetPlugin()],
    rolldownOptions: {
      output: {
        entryFileNames: ({ name }) => `assets/${name === "main" ? "worker" : name}-[hash].js`,
        // Named for what the service worker leaves to the page that publishes.
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes("/@huggingface/hub/"))
            ? "assets/publisher-[name]-[hash].js"
            : "assets/[name]-[hash].js",
        // What knows a form by its names is small and needed at once; the readers behind it come late.
        codeSplitting: { groups: [{ name: "forms", test: /convert\/read\/(?:\w+\/)?choose-/ }] },
      },
    },
  },
  build: {
    target: "es2022",
    // The preload polyfill would be an inline script, which the content security policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
} satisfies UserConfig;
