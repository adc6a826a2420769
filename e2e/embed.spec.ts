import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { HostlessModel } from "../src/sdk/model.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openModelThread } from "./model-thread.ts";
import { openReady } from "./page/form.ts";

declare global {
  interface Window {
    model: HostlessModel;
    events: unknown[];
  }
}

let site: TestSite;
let blog: Awaited<ReturnType<typeof startStaticServer>>;
let folder: string;

/** A page of somebody else: another origin, no headers of ours. */
const BLOG = `<!doctype html><meta charset="utf-8"><title>A blog</title><main></main>`;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostless-blog-"));
  await writeFile(join(folder, "index.html"), BLOG);
  blog = await startStaticServer({ root: folder, headers: false });
  // The other name of this machine: another site, not only another port.
  blog = { ...blog, url: blog.url.replace("localhost", "127.0.0.1") };
  site = await startTestSite({ base: "/a/b/" });
});

test.beforeEach(async ({ page }) => {
  await trust([]);
  await page.goto(blog.url);
});

test.afterAll(async () => {
  blog.close();
  await rm(folder, { recursive: true });
  await site.close();
});

/** The owner's list with these origins trusted, and any other allowed to ask. */
function trust(trusted: string[], ask: string[] = ["*"]) {
  return writeFile(join(site.overlay, "embedders.json"), JSON.stringify({ ask, trusted }));
}

function connect(page: Page, options: { timeoutMs?: number } = {}) {
  return page.evaluate(
    async ([url, options]) => {
      const { connect } = await import(/* @vite-ignore */ `${url}sdk.js`);
      try {
        window.model = await connect(url, options);
        return { name: window.model.name, device: window.model.device };
      } catch (error) {
        return { code: error instanceof Error && "code" in error ? error.code : String(error) };
      }
    },
    [site.url, options] as const,
  );
}

const origin = () => new URL(blog.url).origin;

test("a trusted site connects, streams and generates with the same seed alike", async ({ page }) => {
  await trust([origin()]);
  expect(await connect(page)).toEqual({ name: "quotes", device: "wasm" });
  const answers = await page.evaluate(async () => {
    const ask = { prompt: "life is not", do_sample: true, seed: 3, max_new_tokens: 12, min_new_tokens: 12 };
    let streamed = "";
    for await (const piece of window.model.stream(ask)) streamed += piece;
    const whole = await window.model.generate(ask);
    return { streamed, whole: whole.samples[0]?.text };
  });
  expect(answers.streamed).toBe(answers.whole);
  expect(answers.streamed).not.toBe("");
});

test("T18: another site gets nothing before the visitor has clicked inside the frame", async ({ page }) => {
  const weights: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("onnx")) weights.push(request.url());
  });
  const connected = connect(page);
  const allow = page.frameLocator("iframe").getByRole("button", { name: "Allow" });
  await expect(allow).toBeVisible();
  await expect(page.frameLocator("iframe").getByText(`${new URL(blog.url).host} asks`)).toBeVisible();
  expect(weights).toEqual([]);
  await allow.click();
  expect(await connected).toMatchObject({ name: "quotes" });
  expect(weights.length).toBeGreaterThan(0);
});

test("T37: Allow cannot be clicked through a frame that cannot be seen, and says why", async ({ page }) => {
  // It ends with the page, still waiting.
  void connect(page).catch(() => undefined);
  const allow = page.frameLocator("iframe").getByRole("button", { name: "Allow" });
  await expect(allow).toBeEnabled();
  const hide = (style: Partial<CSSStyleDeclaration>) =>
    page.evaluate((style) => Object.assign(document.querySelector("iframe")?.style ?? {}, style), style);
  await hide({ opacity: "0.001" });
  await expect(allow).toBeDisabled();
  await expect(page.frameLocator("iframe").getByRole("status")).toContainText("covers it");
  await hide({ opacity: "1" });
  await expect(allow).toBeEnabled();
  await page.evaluate(() => {
    const lid = document.createElement("div");
    Object.assign(lid.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "white" });
    document.body.append(lid);
    document.querySelector("iframe")?.style.setProperty("z-index", "0");
  });
  await expect(allow).toBeDisabled();
});

test("T34: of a repository on the Hub nothing is asked for before a click inside the frame", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith(blog.url)) asked.push(request.url());
  });
  await page.evaluate(async (url) => {
    const { connect } = await import(/* @vite-ignore */ `${url}sdk.js`);
    void connect(url, { model: "owner/name" }).catch(() => undefined);
  }, site.url);
  const allow = page.frameLocator("iframe").getByRole("button", { name: "Allow" });
  await expect(page.frameLocator("iframe").getByText("owner/name from the Hugging Face Hub")).toBeVisible();
  await expect(allow).toBeEnabled();
  expect(asked).toEqual([]);
  await allow.click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test("T17: a site that is not on the owner's list gets no answer", async ({ page }) => {
  await trust([], ["https://other.example"]);
  expect(await connect(page, { timeoutMs: 3000 })).toEqual({ code: "timeout" });
});

test("refuses bad parameters with a code, and a fifth call while four wait", async ({ page }) => {
  await trust([origin()]);
  await connect(page);
  const codes = await page.evaluate(async () => {
    const codeOf = (call: Promise<unknown>) =>
      call.then(
        () => "ok",
        (error) => error.code,
      );
    const bad = await codeOf(window.model.generate({ prompt: "a", top_p: 2 }));
    const misspelt = { prompt: "a", maxNewTokens: 3 };
    const words = await window.model.generate(misspelt).catch((error) => error.message);
    const nulls = { prompt: "a", max_new_tokens: 3, top_p: null, seed: null };
    const taken = await codeOf(Reflect.apply(window.model.generate, window.model, [nulls]));
    return { bad, words, taken };
  });
  const words = "There is no parameter maxNewTokens; did you mean max_new_tokens?";
  expect(codes).toEqual({ bad: "bad_request", words, taken: "ok" });

  const thread = await openModelThread(page);
  await thread.hold();
  // The first call lasts until all others have come.
  let refused = 0;
  await page.exposeFunction("refuse", () => ++refused === 2 && thread.release());
  const calls = await page.evaluate(() => {
    const call = async () => {
      try {
        await window.model.generate({ prompt: "life", max_new_tokens: 3 });
        return "ok";
      } catch (error) {
        await Reflect.get(window, "refuse")();
        return Reflect.get(Object(error), "code");
      }
    };
    return Promise.all(Array.from({ length: 6 }, call));
  });
  expect(calls).toEqual(["ok", "ok", "ok", "ok", "busy", "busy"]);
});

test("stops the model when the loop is left, and frees the queue", async ({ page }) => {
  await trust([origin()]);
  await connect(page);
  const thread = await openModelThread(page);
  await thread.hold(200);
  const result = await page.evaluate(async () => {
    const long = { prompt: "life", do_sample: true, min_new_tokens: 240, max_new_tokens: 240, seed: 1, best_of: 1 };
    let pieces = 0;
    for await (const _ of window.model.stream(long)) if (++pieces === 5) break;
    const after = await window.model.generate({ prompt: "life", max_new_tokens: 3, min_new_tokens: 3 });
    return { pieces, tokens: after.completion_tokens };
  });
  expect(result).toEqual({ pieces: 5, tokens: 3 });
  // The three of the second run, and at most one behind the stop.
  expect((await thread.counts()).sinceStop).toBeLessThanOrEqual(4);
});

test("reconnects when the frame was loaded anew, and rejects what ran", async ({ page }) => {
  await trust([origin()]);
  await connect(page);
  await (await openModelThread(page)).hold();
  const codes = await page.evaluate(async () => {
    const running = window.model.generate({ prompt: "life", max_new_tokens: 3 }).catch((error) => error.code);
    const frame = document.querySelector("iframe");
    if (frame) frame.src = `${frame.src.split("#")[0]}?again#mode=api`;
    const code = await running;
    const next = await window.model.generate({ prompt: "life", max_new_tokens: 3, min_new_tokens: 3 });
    return { code, tokens: next.completion_tokens };
  });
  expect(codes).toEqual({ code: "disconnected", tokens: 3 });
});

test("the tag shows the form, sizes itself, takes a theme and reports its runs", async ({ page }) => {
  await trust([origin()]);
  await page.evaluate(async (url) => {
    window.events = [];
    for (const name of ["hostless-load", "hostless-result", "hostless-error"]) {
      addEventListener(name, (event) => window.events.push([name, event instanceof CustomEvent ? event.detail : null]));
    }
    await import(/* @vite-ignore */ `${url}sdk.js`);
    const form = document.createElement("hostless-form");
    form.setAttribute("src", url);
    form.setAttribute("prompt", "hope is");
    form.style.setProperty("--hostless-accent", "#7a1fa2");
    document.querySelector("main")?.append(form);
  }, site.url);
  const frame = page.frameLocator("hostless-form iframe");
  await expect(frame.getByRole("textbox", { name: "Prompt" })).toHaveValue("hope is");
  await frame.getByRole("button", { name: "Generate" }).click();
  await expect
    .poll(() => page.evaluate(() => window.events.map((event) => (event as [string])[0])))
    .toEqual(["hostless-load", "hostless-result"]);
  const accent = await frame
    .locator(":root")
    .evaluate((root) => getComputedStyle(root).getPropertyValue("--color-accent"));
  expect(accent.trim()).toBe("#7a1fa2");
  const heights = await page.evaluate(() => document.querySelector("iframe")?.getBoundingClientRect().height ?? 0);
  expect(heights).toBeGreaterThan(400);
});

for (const file of ["embed.html#mode=form", ""]) {
  test(`F12: sandboxed without its origin, ${file || "the page"} says so, and to the page around it`, async ({
    page,
  }) => {
    await page.evaluate((src) => {
      window.events = [];
      addEventListener("message", ({ data, origin }) => window.events.push([origin, data]));
      const frame = Object.assign(document.createElement("iframe"), { src, width: "400", height: "300" });
      frame.setAttribute("sandbox", "allow-scripts allow-forms");
      document.querySelector("main")?.append(frame);
    }, site.url + file);
    const card = page.frameLocator("iframe").getByRole("alert");
    await expect(card).toContainText("allow-same-origin");
    await expect(card.getByRole("link")).toHaveAttribute("href", site.url + file);
    const told = [["null", { type: "hostless:refused", missing: "allow-same-origin" }]];
    expect(await page.evaluate(() => window.events)).toEqual(told);
  });
}

test("F12: in a page that is sandboxed without its origin the SDK says so at once", async ({ page }) => {
  const frame = `<script type="module">
    import { connect } from "${site.url}sdk.js";
    connect("${site.url}").catch(({ code, hint }) => parent.postMessage([code, hint], "*"));
  </script>`;
  const refusal = await page.evaluate(
    (srcdoc) =>
      new Promise((resolve) => {
        addEventListener("message", ({ data }) => Array.isArray(data) && resolve(data));
        const frame = Object.assign(document.createElement("iframe"), { srcdoc });
        frame.setAttribute("sandbox", "allow-scripts");
        document.querySelector("main")?.append(frame);
      }),
    `<body>${frame}`,
  );
  expect(refusal).toEqual(["refused", expect.stringContaining("allow-same-origin")]);
});

test.describe("what the Share dialog gives to copy, pasted into a page of another site, runs:", () => {
  const PROMPT = `life "is" <b>not</b></script> & it's`;
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  /** Copies a snippet from the dialog and opens a page of the other site that consists of it. */
  async function paste(page: Page, title: string, wrap = (snippet: string) => snippet): Promise<void> {
    const form = await openReady(page, site.url);
    await form.prompt.fill(PROMPT);
    await form.share.click();
    await page.getByRole("button", { name: `Copy: ${title}` }).click();
    const snippet = await page.evaluate(() => navigator.clipboard.readText());
    await writeFile(join(folder, "pasted.html"), `<!doctype html><meta charset="utf-8"><body>${wrap(snippet)}`);
    await page.goto(`${blog.url}pasted.html`);
  }

  test("the tag", async ({ page }) => {
    await paste(page, "Tag for any site");
    const frame = page.frameLocator("hostless-form iframe");
    await frame.getByRole("button", { name: "Allow" }).click();
    await expect(frame.getByRole("textbox", { name: "Prompt" })).toHaveValue(PROMPT);
    await frame.getByRole("button", { name: "Generate" }).click();
    await expect(frame.getByTestId("answer")).toContainText(/\w/);
  });

  test("the frame", async ({ page }) => {
    await paste(page, "Frame for any site");
    const frame = page.frameLocator("iframe");
    await frame.getByRole("button", { name: "Load model" }).click();
    await expect(frame.getByRole("textbox", { name: "Prompt" })).toHaveValue(PROMPT);
    await frame.getByRole("button", { name: "Generate", exact: true }).click();
    await expect(frame.getByTestId("answer")).toContainText(/\w/);
  });

  test("the script", async ({ page }) => {
    const written: string[] = [];
    await paste(page, "JavaScript on any site", (code) => `<script type="module">${code}</script>`);
    page.on("console", (message) => message.type() === "log" && written.push(message.text()));
    await page.frameLocator("iframe").getByRole("button", { name: "Allow" }).click();
    await expect.poll(() => written.join("")).toMatch(/\w/);
  });
});

test("T18: the form itself, framed by a stranger, waits for a click", async ({ page }) => {
  const weights: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("onnx")) weights.push(request.url());
  });
  await page.evaluate((url) => {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.querySelector("main")?.append(frame);
  }, site.url);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("button", { name: "Load model" })).toBeVisible();
  expect(weights).toEqual([]);
});

test("T34, T37: the form itself, framed with a stranger's model and made invisible, asks nobody and cannot be clicked", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith(blog.url)) asked.push(request.url());
  });
  await page.evaluate((url) => {
    const frame = document.createElement("iframe");
    frame.src = `${url}#model=owner/name`;
    frame.style.cssText = "width: 800px; height: 600px; opacity: .001";
    document.querySelector("main")?.append(frame);
  }, site.url);
  const frame = page.frameLocator("iframe");
  const button = frame.getByRole("button", { name: "Look it up" });
  await expect(frame.getByText("Uncover it to continue")).toBeVisible();
  await expect(button).toBeDisabled();
  expect(asked).toEqual([]);
  await page.locator("iframe").evaluate((element) => {
    element.style.opacity = "1";
  });
  await button.click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});
