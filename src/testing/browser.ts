import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

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
  const found = [...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) return installOnDebian();
  throw new Error(
    "No Chromium found. Install Chrome or Chromium, run `npx playwright install chromium`, or name one in CHROMIUM_PATH.",
  );
}

function installOnDebian(): string {
  console.error("No browser found: installing Debian's chromium package …");
  execFileSync("apt-get", ["update"], { stdio: ["ignore", "ignore", "inherit"] });
  execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return "/usr/bin/chromium";
}

/** A browser with a GPU that the CPU computes: slow and without shader-f16, but right or wrong as on a real one. */
export const WITH_SOFTWARE_GPU = {
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-webgpu", "--enable-features=Vulkan", "--use-webgpu-adapter=swiftshader"],
};
