import { pathToFileURL } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { startSlowLine } from "../scripts/slow-line.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import { type Chain, chainFiles } from "../src/convert/read/testing/chain-checkpoint.ts";
import { openModelThread } from "./model-thread.ts";
import { answerOf, detailOf, formOf, openPanel, openReady, setParameter } from "./page/form.ts";
import { startTestSite, type TestSite } from "./server/test-site.ts";

const PHONE = { width: 360, height: 740 };
const END = 256;

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

/** Sums up how far things jumped, whoever pressed something before. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) shifts.push(Number(entry.value));
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () =>
    page.evaluate(async () => {
      // Shifts are reported with the frame after the one that they happened in.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      const shifts: number[] = Reflect.get(window, "shifts");
      return shifts.reduce((sum, shift) => sum + shift, 0);
    });
}

/** @param card `README.md` of the model */
async function openChain(page: Page, chain: Chain, card = ""): Promise<ReturnType<typeof formOf>> {
  const form = await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  const files = Object.entries({ ...chainFiles(chain), "README.md": card }).map(([name, content]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(content),
  }));
  await page.getByLabel("Choose files …").setInputFiles(files);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
  await expect(form.status).toContainText("Ready");
  return form;
}

test("the head says to previews of links what the page is, with a picture that is there", async ({ page }) => {
  await page.goto(site.url);
  const said = (name: string) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute("content");
  for (const name of ["og:title", "twitter:title"]) expect(await said(name)).toBe("quotes · Hostless");
  for (const name of ["og:description", "twitter:description", "description"]) {
    expect(await said(name)).toContain("it writes a short saying");
  }
  expect(await said("twitter:card")).toBe("summary_large_image");
  const picture = await page.request.get(new URL((await said("og:image")) ?? "", site.url).href);
  expect(picture.headers()["content-type"]).toBe("image/png");
  const size = new DataView(new Uint8Array(await picture.body()).buffer, 16);
  expect([size.getUint32(0), size.getUint32(4)].map(String)).toEqual([
    await said("og:image:width"),
    await said("og:image:height"),
  ]);
});

test("what was typed and pressed before the page's code came is done when it comes", async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/assets\/index-.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  const form = formOf(page);
  await form.prompt.fill("she is a");
  await form.prompt.press("Enter");
  await expect(form.prompt).toHaveValue("she is a");
  release();
  await expect(form.status).toContainText("Done");
  await expect(form.output).toContainText("she is a");
  await expect(form.prompt).toBeFocused();
});

test("opened from the disk the page says what to do", async ({ page }) => {
  await page.goto(pathToFileURL("dist/index.html").href);
  await expect(page.getByRole("alert")).toContainText("opened as a file");
  await expect(page.getByRole("alert")).toContainText("python3 -m http.server");
});

test("the page that is drawn at build time is taken over without a word in the console", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.addInitScript(() => localStorage.setItem("hostless:theme", "dark"));
  await openReady(page, site.url);
  expect(said).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

  test("nothing jumps while the page loads at 1.5 Mbit/s, nor when another sentence is written", async ({ page }) => {
    // The site as it is published, with its lighter model and its own.
    const published = await startStaticServer({ root: "dist" });
    const line = await startSlowLine(published.url, { bitsPerSecond: 1.5e6, delayMs: 40 });
    try {
      const shifted = await watchShifts(page);
      await page.goto(line.url);
      await expect(formOf(page).status).toContainText("Ready");
      expect(await shifted()).toBeLessThanOrEqual(0.02);
      await answerOf(page);
      const before = await shifted();
      await page.getByRole("button", { name: "Another" }).click();
      await expect(detailOf(page, "Seed")).toHaveText(/\d/);
      await expect(formOf(page).status).toContainText("Done");
      expect((await shifted()) - before).toBeLessThanOrEqual(0.02);
    } finally {
      line.close();
      published.server.closeAllConnections();
      published.server.close();
    }
  });

  test("what is pressed is 44 pixels high and wide, and no field makes iOS zoom in", async ({ page }) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    await setParameter(page, "top_logprobs", "3");
    await answerOf(page);
    await openPanel(page);
    const small = () =>
      page.locator("a, button, summary, select, input:not([aria-hidden]), textarea").evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility())
          .map((element) => {
            // A label is pressed as well as the box that it names.
            const boxes = [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])];
            const sizes = boxes.map((one) => one.getBoundingClientRect());
            const isLarge = sizes.some(({ width, height }) => width >= 43.5 && height >= 43.5);
            return isLarge ? "" : `${element.tagName} ${element.id} ${element.textContent}`;
          })
          .filter((name) => name !== ""),
      );
    const zooming = () =>
      page
        .locator("input:not([type=range]):not([type=checkbox]):not([type=file]), textarea, select")
        .evaluateAll((all) =>
          all
            .filter(
              (element) => element.checkVisibility() && Number.parseFloat(getComputedStyle(element).fontSize) < 16,
            )
            .map((element) => `${element.tagName} ${element.id}`),
        );
    expect(await small()).toEqual([]);
    expect(await zooming()).toEqual([]);
    for (const name of ["Share", "Open model", "History", "Storage", "About this model"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await small()).toEqual([]);
      expect(await zooming()).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });
});

test("Enter runs, Shift + Enter breaks the line, and an input method keeps its Enter", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life");
  await form.prompt.press("Shift+Enter");
  await expect(form.prompt).toHaveValue("life\n");
  await expect(page.getByTestId("answer")).toHaveCount(0);
  await form.prompt.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(page.getByTestId("answer")).toHaveCount(0);
  await form.prompt.press("Enter");
  await expect(form.status).toContainText("Done");
  await expect(form.prompt).toHaveValue("life\n");
});

test("Generate turns into Stop in place, and a double click stops nothing", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "150");
  await setParameter(page, "max_new_tokens", "150");
  await setParameter(page, "best_of", "1");
  // However late the second click comes, the run is not over.
  await (await openModelThread(page)).hold(100);
  const place = await form.generate.boundingBox();
  await form.generate.dblclick();
  await expect(form.answer).not.toBeEmpty();
  await expect(form.generate).toHaveCount(0);
  expect(await form.stop.boundingBox()).toEqual(place);
  await expect(form.stop).toBeFocused();
  await form.stop.click();
  await expect(form.status).toContainText("Stopped after");
  await expect(form.generate).toBeFocused();
});

test("the sentence is large, and its column stays in view beside a long list", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const form = await openReady(page, site.url);
  await answerOf(page);
  const size = await form.answer.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(28);
  expect(size).toBeLessThanOrEqual(32);
  await openPanel(page);
  for (const one of await form.output.locator("summary").all()) await one.click();
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
  await expect(form.prompt).toBeInViewport();
  await expect(form.answer).toBeInViewport();
});

test("Variety, Length and How many move the parameters, and say their values in words", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const slide = (name: string, value: number) => page.getByRole("slider", { name, exact: true }).fill(String(value));
  await slide("Length", 10);
  await slide("Variety", 1.1);
  await slide("How many", 3);
  await expect(page.getByRole("slider", { name: "Length" })).toHaveAttribute("aria-valuetext", "up to 10 tokens");
  await answerOf(page);
  await expect(form.answer).toHaveCount(3);
  await openPanel(page);
  for (const [name, value] of [
    ["max_new_tokens", "10"],
    ["temperature", "1.1"],
    ["num_return_sequences", "3"],
  ] as const) {
    await expect(page.getByLabel(name, { exact: true })).toHaveValue(value);
  }
  await slide("How many", 1);
  await slide("Variety", 0);
  await expect(page.getByLabel("do_sample", { exact: true })).not.toBeChecked();
});

test("an answer that never changes says so", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const first = await answerOf(page);
  await expect(form.output).not.toContainText("never changes");
  expect(first).not.toBe("");
  await page.getByRole("slider", { name: "Variety" }).fill("0");
  const fixed = await answerOf(page);
  await expect(form.output).toContainText("this answer never changes");
  const seed = await detailOf(page, "Seed").textContent();
  await page.getByRole("button", { name: "Another" }).click();
  await expect(detailOf(page, "Seed")).not.toHaveText(seed ?? "");
  await expect(form.answer).toHaveText(fixed, { useInnerText: true });
});

test("an empty answer says so and leaves nothing in the history", async ({ page }) => {
  const form = await openChain(page, {
    links: [[0x21, END]],
    special: ["<|end|>"],
    config: { bos_token_id: END, eos_token_id: END },
  });
  await form.prompt.fill("!");
  expect(await answerOf(page)).toBe("");
  await expect(form.output).toContainText("The model ended the text at once");
  await expect(page.getByTestId("announced")).not.toContainText(/[^!]/);
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog")).toContainText("Nothing here");
});

test("Continue on a text that had ended writes on, and Another redraws that step alone", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const first = await answerOf(page);
  await detailOf(page, "Speed").click();
  await expect(form.output.locator("div", { has: page.getByText("Ended by", { exact: true }) }).last()).toContainText(
    "the model",
  );
  const continueOn = page.getByRole("button", { name: "Continue" });
  const seed = detailOf(page, "Seed");
  const before = await seed.textContent();
  await continueOn.click();
  await expect(seed).toHaveText(/\d/);
  await expect(form.answer).not.toHaveText(first, { useInnerText: true });
  await expect(form.status).toContainText("Done");
  const longer = (await form.answer.textContent()) ?? "";
  expect(longer.startsWith(first)).toBe(true);
  expect(longer.slice(first.length)).toMatch(/\w/);
  const second = await seed.textContent();
  expect(second).not.toBe(before);
  await page.getByRole("button", { name: "Another" }).click();
  await expect(seed).toHaveText(/\d/);
  await expect(seed).not.toHaveText(second ?? "");
  const redrawn = (await form.answer.textContent()) ?? "";
  expect(redrawn.startsWith(first)).toBe(true);
  expect(redrawn.slice(first.length)).toMatch(/\w/);
});

test("the finished answer is announced once, as a whole", async ({ page }) => {
  const form = await openReady(page, site.url);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const place = document.querySelector("[data-testid=announced]");
    if (place === null) throw new Error("There is no place for announcements.");
    const note = () => place.textContent !== "" && said.push(place.textContent);
    new MutationObserver(note).observe(place, { childList: true, characterData: true, subtree: true });
  });
  await form.prompt.fill("life is not");
  const answer = await answerOf(page);
  await expect(page.getByTestId("announced")).toHaveText(`life is not${answer}`, { useInnerText: true });
  await expect(page.getByTestId("announced")).toHaveAttribute("aria-live", "polite");
  expect(await page.evaluate(() => Reflect.get(window, "said"))).toEqual([`life is not${answer}`]);
  await expect(form.output.locator("[aria-live]:not(:empty)")).toHaveCount(0);
});

test("the word view is one stop of the Tab key, and arrow keys lead through it", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "top_logprobs", "2");
  await setParameter(page, "min_new_tokens", "6");
  await answerOf(page);
  const words = form.output.locator("ol ol button");
  await expect(form.output.locator("ol ol button[tabindex='0']")).toHaveCount(1);
  await words.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(words.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(words.nth(2)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("End");
  await expect(words.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(words.first()).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await words.evaluateAll((all) => all.some((one) => one === document.activeElement))).toBe(false);
});

test("the focus never falls to the body, whatever goes away under it", async ({ page }) => {
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  await page.goto(`${site.url}#s2=damaged`);
  const form = formOf(page);
  await expect(form.status).toContainText("Ready");
  const close = page.getByRole("alert").getByRole("button", { name: "Close" });
  await close.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await focused()).toBe("MAIN");
  await page.keyboard.press("Tab");
  expect(["MAIN", "BODY"]).not.toContain(await focused());

  await form.prompt.fill("life is not");
  await answerOf(page);
  const another = page.getByRole("button", { name: "Another" });
  const seed = await detailOf(page, "Seed").textContent();
  await another.focus();
  await page.keyboard.press("Enter");
  await expect(detailOf(page, "Seed")).toHaveText(/\d/);
  await expect(detailOf(page, "Seed")).not.toHaveText(seed ?? "");
  await expect(another).toBeFocused();
  await openPanel(page);
  await page.getByLabel("top_k", { exact: true }).fill("7");
  const reset = page.getByRole("button", { name: "Reset", exact: true });
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("top_k", { exact: true })).toHaveValue("");
  await expect(reset).toBeFocused();
});

test.describe("a system that is", () => {
  for (const scheme of ["light", "dark"] as const) {
    test(`${scheme}: the first click on the theme is seen, lasts over a reload, and the second goes back`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await openReady(page, site.url);
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const before = await ground();
      await page.getByRole("button", { name: scheme === "light" ? "Dark theme" : "Light theme" }).click();
      const after = await ground();
      expect(after).not.toBe(before);
      await page.reload();
      expect(await ground()).toBe(after);
      await page.getByRole("button", { name: scheme === "light" ? "Light theme" : "Dark theme" }).click();
      expect(await ground()).toBe(before);
      expect(await page.evaluate(() => localStorage.getItem("hostless:theme"))).toBeNull();
    });
  }
});

test("a browser that can install the page has a button for it, and uses it once", async ({ page }) => {
  await openReady(page, site.url);
  const install = page.getByRole("button", { name: "Install as an app" });
  await expect(install).toHaveCount(0);
  await page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    Object.assign(window, { asked: 0 });
    const prompt = async () => Reflect.set(window, "asked", Number(Reflect.get(window, "asked")) + 1);
    dispatchEvent(Object.assign(event, { prompt }));
    Object.assign(window, { isOurs: event.defaultPrevented });
  });
  await install.click();
  await expect(install).toHaveCount(0);
  expect(await page.evaluate(() => [Reflect.get(window, "asked"), Reflect.get(window, "isOurs")])).toEqual([1, true]);
});

test("the footer leads to the card as text, to the API, to one's own model and to the sources", async ({ page }) => {
  await openReady(page, site.url);
  const footer = page.getByRole("navigation", { name: "More" });
  await footer.getByRole("button", { name: "About this model" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Licence" })).toBeVisible();
  await expect(dialog).toContainText("cc0-1.0");
  await page.keyboard.press("Escape");
  await footer.getByRole("button", { name: "Use your own model" }).click();
  await expect(page.getByRole("dialog", { name: "Open a model" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(footer.getByRole("link", { name: "Use via API" })).toHaveAttribute("href", "./docs.html");
  const source = await footer.getByRole("link", { name: "Source" }).getAttribute("href");
  expect(source).toMatch(/^(https?:|\.\/source\.zip$)/);
  expect((await page.request.get(`${site.url}source.zip`)).status()).toBe(200);
});

test("a publisher's card is text, whatever markup it holds", async ({ page }) => {
  const markup = `<img src=x onerror="document.title='run'"> <b>bold</b>`;
  const chain: Chain = { links: [[0x21, END]], special: ["<|end|>"], config: { bos_token_id: END, eos_token_id: END } };
  await openChain(page, chain, `# A card\n\n${markup}\n\n[a link](https://example.org/x)\n`);
  await page.getByRole("button", { name: "About this model" }).click();
  const card = page.getByTestId("card");
  await expect(card).toContainText(markup);
  await expect(card).toContainText("a link (https://example.org/x)");
  await expect(card.locator("img, b, a, script")).toHaveCount(0);
  await expect(page).not.toHaveTitle("run");
});
