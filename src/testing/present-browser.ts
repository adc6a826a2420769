import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Where Debian's package puts its Chromium. */
export const DEBIAN_CHROMIUM = "/usr/bin/chromium";

const INSTALLED = [
  DEBIAN_CHROMIUM,
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of an installed Chromium or Chrome, or of Playwright's own, if there is one. */
export function presentBrowser(): string | undefined {
  return [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
}
