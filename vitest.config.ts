import { defineConfig } from "vitest/config";

const TESTS = ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts"];
const DEEP = "**/*.deep.test.ts";

const shared = {
  globalSetup: "scripts/build/kernel-build.ts",
  // Only for what hangs: no test's result may depend on how busy the machine is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
} as const;

export default defineConfig({
  test: {
    // Vitest would leave a processor idle, which is half of a machine with two.
    maxWorkers: "100%",
    projects: [
      // One process for many files: starting one for each takes longer than most of these tests.
      { test: { ...shared, name: "unit", include: TESTS, exclude: [DEEP], isolate: false } },
      // Large corpora, goldens and whole tools: what takes seconds, or changes its process.
      { test: { ...shared, name: "deep", include: [DEEP] } },
    ],
  },
});
