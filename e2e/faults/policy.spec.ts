import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type BuiltSite, startBuiltSite, untilControlled, untilReady, write } from "../../src/testing/built-site.ts";
import { WORKER } from "../../src/testing/fault-site.ts";

let site: BuiltSite;

test.describe("a host without headers", () => {
  test.beforeEach(async () => {
    site = await startBuiltSite();
  });
  test.afterEach(() => site.close());

  test("F34: the whole way runs under the policy without a violation", { tag: "@slow" }, async ({ page }) => {
    const violations = await watchViolations(page);
    await page.goto(site.url);
    await untilReady(page);
    await write(page, "Life is");
    await untilControlled(page);
    await page.reload();
    await untilReady(page);
    await write(page, "Life is");
    expect(await violations()).toEqual([]);
  });

  test("F35: under a folder, nothing comes from elsewhere and nothing is missing", { tag: "@slow" }, async ({
    page,
  }) => {
    const missing: string[] = [];
    const foreign: string[] = [];
    page.on("response", (response) => void (response.status() === 404 && missing.push(response.url())));
    page.context().on("request", (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(site.url)) foreign.push(url);
    });
    await page.goto(site.url);
    await untilReady(page);
    await write(page, "Life is");
    expect(missing).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test("T16, T28: what is typed is in no request", { tag: "@slow" }, async ({ page }) => {
    const canary = "canarywordnobodywrites";
    const requests: string[] = [];
    page.context().on("request", (request) => {
      requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`);
    });
    await page.goto(site.url);
    await untilReady(page);
    await write(page, canary);
    await untilControlled(page);
    await page.reload();
    await untilReady(page);
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter((request) => request.includes(canary))).toEqual([]);
    expect(site.server.seen.filter(({ url, referer }) => `${url} ${referer}`.includes(canary))).toEqual([]);
  });
});

for (const host of ["with headers", "without headers", "without headers, after the service worker took over"]) {
  test(`T21: the model's thread cannot get out, on a host ${host}`, async ({ page, context }) => {
    site = await startBuiltSite({ headers: host === "with headers" });
    const outside = await startBuiltSite({ base: "/" });
    try {
      site.server.set({ path: WORKER, prepend: probe(`${outside.url}index.html`) });
      await page.goto(site.url);
      if (host.endsWith("took over")) {
        await untilControlled(page);
        await page.close();
        page = await context.newPage();
        await page.goto(site.url);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      }
      const answer = await page.evaluate(
        () =>
          new Promise((resolve) => {
            const channel = new BroadcastChannel("probe");
            channel.onmessage = ({ data }) => resolve(data);
            channel.postMessage("tell");
          }),
      );
      expect(answer).toEqual({ fetch: "blocked", eval: "blocked", import: "blocked", worker: "blocked", own: "open" });
      expect(outside.server.seen).toEqual([]);
    } finally {
      outside.close();
      site.close();
    }
  });
}

test("T24: the page starts no script that is not the site's own", async ({ page }) => {
  site = await startBuiltSite({ headers: true });
  try {
    await page.goto(site.url);
    const outcome = await page.evaluate(() => {
      const attempt = (work: () => unknown) => {
        try {
          work();
          return "open";
        } catch {
          return "blocked";
        }
      };
      return {
        worker: attempt(() => new Worker("https://evil.example/worker.js")),
        markup: attempt(() => {
          document.body.innerHTML = "<b>x</b>";
        }),
        policy: attempt(() => Reflect.get(window, "trustedTypes").createPolicy("app-urls", {})),
      };
    });
    expect(outcome).toEqual({ worker: "blocked", markup: "blocked", policy: "blocked" });
  } finally {
    site.close();
  }
});

test("T26: the built site names no CDN", () => {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|html|css)$/.test(name),
  );
  const naming = files.filter((name) =>
    /cdn\.jsdelivr|unpkg\.com|cdnjs|esm\.sh/.test(readFileSync(join("dist", name), "utf8")),
  );
  expect(naming).toEqual([]);
});

test("F34: where the host forbids WebAssembly the page says so", { tag: "@slow" }, async ({ page }) => {
  site = await startBuiltSite();
  try {
    site.server.rewritten.push([" 'wasm-unsafe-eval'", ""], [" &#39;wasm-unsafe-eval&#39;", ""]);
    await page.goto(site.url);
    await expect(page.getByRole("alert")).toContainText(/WebAssembly|CompileError|backend|run/i, { timeout: 60_000 });
  } finally {
    site.close();
  }
});

/** Policy violations of the page and of its thread, over reloads. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  await page.exposeFunction("violated", (what: string) => seen.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      Reflect.get(window, "violated")(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) seen.push(message.text());
  });
  return async () => seen;
}

/** Runs inside the model's thread, and tells what of it was blocked to whoever asks. */
function probe(outside: string): string {
  return `
const attempts = {
  fetch: () => fetch(${JSON.stringify(outside)}, { mode: "no-cors" }),
  eval: async () => eval("1"),
  import: () => import(URL.createObjectURL(new Blob(["export default 1"], { type: "text/javascript" }))),
  worker: async () => new Worker(URL.createObjectURL(new Blob(["1"], { type: "text/javascript" }))),
  own: () => fetch(new URL("../manifest.webmanifest", import.meta.url)),
};
const probing = Promise.resolve().then(async () => {
  const told = {};
  for (const [name, attempt] of Object.entries(attempts)) told[name] = await attempt().then(() => "open", () => "blocked");
  return told;
});
const probeChannel = new BroadcastChannel("probe");
const tell = () => probing.then((told) => probeChannel.postMessage(told));
probeChannel.onmessage = tell;
tell();
`;
}
