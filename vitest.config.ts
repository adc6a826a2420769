import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "scripts/kernel-build.ts",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
