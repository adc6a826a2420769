import { existsSync } from "node:fs";
import { CHROMIUM_FLAGS } from "./chromium-flags.ts";
import { canInstallOnDebian, installOnDebian } from "./install-on-debian.ts";
import { DEBIAN_CHROMIUM, presentBrowser } from "./present-browser.ts";

/**
 * Path of a Chromium or Chrome: the one in `CHROMIUM_PATH`, an installed one, Playwright's own, or on Debian as root
 * the `chromium` package, installed now.
 * @throws Error that says what to install
 */
export function findBrowser(): string {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
  }
  const found = presentBrowser();
  if (found !== undefined) return found;
  if (canInstallOnDebian()) {
    installOnDebian(["chromium"]);
    return DEBIAN_CHROMIUM;
  }
  throw new Error(
    "No Chromium found. Install Chrome or Chromium, run `npx playwright install chromium`, or name one in CHROMIUM_PATH.",
  );
}

/** How Playwright starts that browser, here as everywhere in this project. @param flags beside those that are always set */
export function browserOptions(flags: readonly string[] = []) {
  return { executablePath: findBrowser(), args: [...CHROMIUM_FLAGS, ...flags] };
}
