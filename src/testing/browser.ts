import { existsSync } from "node:fs";
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

/** A browser with a GPU that the CPU computes: slow and without shader-f16, but right or wrong as on a real one. */
export const WITH_SOFTWARE_GPU = {
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-webgpu", "--enable-features=Vulkan", "--use-webgpu-adapter=swiftshader"],
};
