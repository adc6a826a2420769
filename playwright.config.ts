import { defineConfig } from "@playwright/test";
import { browserOptions } from "./src/testing/browser.ts";

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
    launchOptions: browserOptions(),
    // The visitor's, whatever this machine's are: the tests know English names.
    locale: "en-US",
    timezoneId: "UTC",
  },
});
