import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FaultServer } from "../../src/testing/fault-server.ts";
import { startTestSite, type TestSite } from "../../src/testing/test-site.ts";
import { buildOpenAiPage } from "../pages/build.ts";

export interface WatchedSite extends TestSite {
  readonly server: FaultServer;
}

/** Of these engines, Firefox alone asks the visitor before it keeps storage. */
const ASKING_IN_FIREFOX = [["StorageManager", "persist"]];

/** Calls that make some engine ask the visitor something, as paths from `globalThis`. */
const ASKING = [
  ["Notification", "requestPermission"],
  ["Clipboard", "read"],
  ["Clipboard", "readText"],
  ["Geolocation", "getCurrentPosition"],
  ["MediaDevices", "getUserMedia"],
  ["Document", "requestStorageAccess"],
];

/** Runs before everything else on the page, and writes down what a visitor should never see. It survives reloads. */
const WATCH = `{
  const note = (kind, what) => {
    const seen = JSON.parse(sessionStorage.getItem("watched") ?? "[]");
    sessionStorage.setItem("watched", JSON.stringify([...seen, kind + ": " + what]));
  };
  addEventListener("securitypolicyviolation", (event) =>
    note("violation", [event.violatedDirective, event.blockedURI, event.sourceFile, event.sample].join(" ")));
  addEventListener("error", (event) => note("error", event.message));
  addEventListener("unhandledrejection", (event) => note("rejection", String(event.reason)));
  for (const [place, name] of ${JSON.stringify(ASKING)}.concat(navigator.userAgent.includes("Firefox") ? ${JSON.stringify(ASKING_IN_FIREFOX)} : [])) {
    const owner = globalThis[place]?.prototype?.[name] === undefined ? globalThis[place] : globalThis[place].prototype;
    const real = owner?.[name];
    if (real !== undefined) owner[name] = function (...given) { note("prompt", place + "." + name); return real.apply(this, given); };
  }
}`;

/** The built site with the small model and a watcher in its page, on a host that can be told to fail. */
export async function startWatchedSite({ headers = true, base = "/", port = 0 } = {}): Promise<WatchedSite> {
  const overlay = await buildOpenAiPage();
  await writeFile(join(overlay, "watch.js"), WATCH);
  for (const name of ["index.html", "docs.html"]) {
    const page = await readFile(join("dist", name), "utf8");
    await writeFile(join(overlay, name), page.replace("<head>", `<head><script src="watch.js"></script>`));
  }
  const server = new FaultServer(() => [overlay, "dist"]);
  const site = await startTestSite({ overlay, headers, base, port, intercept: server.intercept });
  return { ...site, server };
}
