import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "../../src/testing/browser.ts";
import { canInstallOnDebian, installOnDebian } from "../../src/testing/install-on-debian.ts";
import type { EngineName } from "./drivers/driver.ts";

/** Debian's packages that an engine needs here. */
const PACKAGES: Record<Exclude<EngineName, "chromium">, readonly string[]> = {
  firefox: ["firefox-esr"],
  webkit: ["webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1", "gir1.2-gtk-3.0"],
};

const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
const WEBKIT = ["/usr/bin/WebKitWebDriver", "/usr/bin/Xvfb", "/usr/bin/python3"];
const ASK_VERSION =
  "import gi; gi.require_version('Gtk','3.0'); gi.require_version('WebKit2','4.1'); from gi.repository import WebKit2 as w;" +
  "print(w.get_major_version(), w.get_minor_version(), w.get_micro_version(), sep='.')";

/** Where an engine was found; `what` is its path, or WebKitGTK's version. */
export type Found = { readonly what: string } | { readonly missing: string };

/** Finds an engine as installed; else installs it, as root on Debian; else says what is missing. */
export function findEngine(name: EngineName): Found {
  try {
    if (name === "chromium") return { what: findBrowser() };
    const look = name === "firefox" ? findFirefox : findWebKit;
    const there = look();
    if (there !== undefined) return { what: there };
    if (!canInstallOnDebian()) {
      return { missing: `Install ${PACKAGES[name].join(", ")} (Debian's names).` };
    }
    installOnDebian(PACKAGES[name]);
    const now = look();
    return now === undefined
      ? { missing: `${PACKAGES[name].join(", ")} were installed, but do not run.` }
      : { what: now };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

function findFirefox(): string | undefined {
  const named = process.env["FIREFOX_PATH"];
  return named ?? FIREFOX.find((path) => existsSync(path));
}

function findWebKit(): string | undefined {
  if (!WEBKIT.every((path) => existsSync(path))) return undefined;
  try {
    return execFileSync("/usr/bin/python3", ["-c", ASK_VERSION], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}
