import { defineConfig } from "@playwright/test";
import { findBrowser } from "./src/testing/browser.ts";

export default defineConfig({
  testDir: "e2e",
  // The site that the tests open is made of the sources as they are.
  globalSetup: "./scripts/build/build.ts",
  // Room for a machine that does ten other things; a test that passes never waits for it.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  // A shared CI machine can stall for seconds; what fails for a reason fails three times.
  retries: process.env["CI"] ? 2 : 0,
  reporter: process.env["CI"] ? "line" : "list",
  forbidOnly: Boolean(process.env["CI"]),
  use: {
    launchOptions: {
      executablePath: findBrowser(),
      // Chromium refuses its sandbox to root, and would look up its vendor's hosts at every start.
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
