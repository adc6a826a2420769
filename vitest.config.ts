import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_FLAGS } from "./src/testing/chromium-flags.ts";
import { DEBIAN_CHROMIUM, presentBrowser } from "./src/testing/present-browser.ts";

const TESTS = ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "bench/*.test.ts"];
const DEEP = "**/*.deep.test.ts";
/** Of components, in a browser. */
const COMPONENTS = "src/**/*.browser.test.tsx";

const limits = {
  // Only for what hangs: no test's result may depend on how busy the machine is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
} as const;
const shared = { ...limits, globalSetup: "scripts/build/kernel-build.ts" } as const;
// One that the setup has yet to install will be Debian's.
const launchOptions = {
  executablePath: process.env["CHROMIUM_PATH"] ?? presentBrowser() ?? DEBIAN_CHROMIUM,
  args: [...CHROMIUM_FLAGS],
};

export default defineConfig({
  test: {
    // Vitest would leave a processor idle, which is half of a machine with two.
    maxWorkers: "100%",
    projects: [
      // One process for many files: starting one for each takes longer than most of these tests.
      {
        test: {
          ...shared,
          name: "unit",
          include: TESTS,
          exclude: [DEEP, COMPONENTS],
          isolate: false,
          setupFiles: ["src/testing/clean-globals.ts", "src/testing/property-seed.ts"],
        },
      },
      // Large corpora, goldens and whole tools: what takes seconds, or changes its process.
      { test: { ...shared, name: "deep", include: [DEEP], setupFiles: "src/testing/property-seed.ts" } },
      {
        plugins: [react()],
        define: { __VERSION__: '"0.0.0"', __SOURCE__: '"https://source.test/"' },
        // All packages are known before the first test: one found later would load the page anew.
        optimizeDeps: {
          entries: ["src/app/app.tsx", COMPONENTS],
          include: ["react/jsx-dev-runtime", "vitest-browser-react"],
        },
        test: {
          ...limits,
          name: "components",
          include: [COMPONENTS],
          globalSetup: "src/testing/browser-setup.ts",
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions, actionTimeout: 60_000 }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
