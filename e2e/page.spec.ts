import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import * as v from "valibot";
import { modelManifest } from "../src/contract/manifest.ts";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openModelThread } from "./model-thread.ts";
import { answerOf, choosePreset, detailOf, formOf, openReady, setParameter } from "./page/form.ts";
import { holdRequests } from "./page/hold-requests.ts";

const FOLDER = "fixtures/checkpoints/bfloat/safetensors";
const CHECKPOINT = readdirSync(FOLDER).map((name) => join(FOLDER, name));

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite({ base: "/a/b/" });
});
test.afterAll(() => site.close());

test("first load: a prompt typed before the model is there is answered, with no request off the origin", async ({
  page,
}) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:")) elsewhere.push(request.url());
  });
  await page.goto(site.url);
  const form = formOf(page);
  await form.prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "8");
  await form.generate.click();
  await expect(form.status).toContainText("Done");
  await expect(form.answer).not.toBeEmpty();
  await expect(form.prompt).toHaveValue("life is not");
  expect(elsewhere).toEqual([]);
});

test("streams the answer piece by piece", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "max_new_tokens", "100");
  await setParameter(page, "min_new_tokens", "100");
  await setParameter(page, "best_of", "1");
  const thread = await openModelThread(page);
  await thread.hold(10);
  await form.generate.click();
  let shown = "";
  for (let piece = 0; piece < 6; piece++) {
    await expect.poll(async () => ((await form.answer.textContent()) ?? "").length).toBeGreaterThan(shown.length);
    const longer = (await form.answer.textContent()) ?? "";
    expect(longer.startsWith(shown)).toBe(true);
    shown = longer;
    await thread.hold(10);
  }
  await thread.release();
  await expect(form.status).toContainText("Done: 100 tokens");
});

test("Stop ends the run early and keeps what was written; the next run works", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "max_new_tokens", "200");
  await setParameter(page, "min_new_tokens", "200");
  await setParameter(page, "best_of", "1");
  // However late the click comes, the run is not over.
  await (await openModelThread(page)).hold(150);
  await form.generate.click();
  await expect(form.answer).not.toBeEmpty();
  await form.stop.click();
  await expect(form.status).toContainText("Stopped after");
  const written = (await form.answer.textContent()) ?? "";
  expect(written.length).toBeGreaterThan(0);
  await setParameter(page, "max_new_tokens", "5");
  await setParameter(page, "min_new_tokens", "5");
  await answerOf(page);
  await expect(form.status).toContainText("Done: 5 tokens");
});

test("parameters change the result: seed, samples, presets, limits", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await choosePreset(page, "Creative");
  await setParameter(page, "min_new_tokens", "30");
  await setParameter(page, "max_new_tokens", "30");
  await setParameter(page, "seed", "1");
  const first = await answerOf(page);
  const again = await answerOf(page);
  expect(again).toBe(first);
  await setParameter(page, "seed", "2");
  expect(await answerOf(page)).not.toBe(first);
  await setParameter(page, "num_return_sequences", "3");
  await answerOf(page);
  await expect(form.answer).toHaveCount(3);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await setParameter(page, "top_logprobs", "3");
  await answerOf(page);
  await form.output.locator("ol ol button").first().click();
  await expect(form.output.getByRole("heading", { name: /Instead of/ })).toBeVisible();
});

test("every parameter has a field with its name and an explanation", async ({ page }) => {
  await openReady(page, site.url);
  await openPanel(page);
  const names = ["do_sample", "temperature", "top_k", "top_p", "min_p", "typical_p", "repetition_penalty"];
  const more = ["no_repeat_ngram_size", "bad_words", "min_length", "min_new_tokens", "max_length", "max_new_tokens"];
  const last = ["max_time", "stop_strings", "eos_token_id", "num_return_sequences", "num_beams", "length_penalty"];
  for (const name of [...names, ...more, ...last, "early_stopping", "seed", "top_logprobs"]) {
    await expect(page.getByLabel(name, { exact: true })).toHaveAccessibleDescription(/\w+/);
  }
  const field = page.getByLabel("temperature", { exact: true });
  for (const [name, value] of [
    ["aria-valuemin", "0.01"],
    ["aria-valuemax", "10"],
    ["role", "spinbutton"],
  ] as const) {
    await expect(field).toHaveAttribute(name, value);
  }
  await expect(field).toHaveAccessibleDescription(/From 0\.01 to 10\./);
});

test("an empty prompt picks one and says which", async ({ page }) => {
  const form = await openReady(page, site.url);
  await setParameter(page, "min_new_tokens", "5");
  await answerOf(page);
  await expect(form.output).toContainText("The box was empty");
  await expect(form.prompt).toHaveValue("");
});

test("Continue goes on from the text, Another takes a new seed", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await choosePreset(page, "Creative");
  await setParameter(page, "min_new_tokens", "20");
  await setParameter(page, "max_new_tokens", "20");
  const first = await answerOf(page);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form.answer).not.toHaveText(first, { useInnerText: true });
  await expect(form.status).toContainText("Done");
  const longer = (await form.answer.textContent()) ?? "";
  expect(longer.startsWith(first)).toBe(true);
  expect(longer.length).toBeGreaterThan(first.length);
  const seed = detailOf(page, "Seed");
  const before = await seed.textContent();
  expect(before).toMatch(/^\d+$/);
  await page.getByRole("button", { name: "Another", exact: true }).click();
  await expect(seed).toHaveText(/^\d+$/);
  await expect(seed).not.toHaveText(before ?? "");
  await expect(form.status).toContainText("Done");
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target).toBeFocused();
}

test("works with the keyboard alone", async ({ page }) => {
  const release = await holdRequests(page, /\.onnx/);
  await page.goto(site.url);
  const form = formOf(page);
  await tabTo(page, form.prompt);
  await page.keyboard.type("she is a");
  await page.keyboard.press("Enter");
  await tabTo(page, form.stop);
  await page.keyboard.press("Enter");
  await expect(form.output).toContainText("given up");
  release();
  await tabTo(page, form.generate);
  await page.keyboard.press("Enter");
  await expect(form.status).toContainText("Done");
  await tabTo(page, form.share);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(form.share).toBeFocused();
});

test("fits a screen of 360 pixels without scrolling sideways, and keeps a typed prompt over a reload", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const form = await openReady(page, site.url);
  await form.prompt.fill("an-extremely-long-word-".repeat(30));
  await setParameter(page, "max_new_tokens", "8");
  await answerOf(page);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await form.prompt.fill("my own words");
  await page.reload();
  await expect(form.prompt).toHaveValue("my own words");
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test("the history finds a run again and can be cleared", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("history repeats");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
  await form.prompt.fill("something else");
  await page.getByRole("button", { name: "History", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Search").fill("repeats");
  await dialog.getByRole("button", { name: /history repeats/ }).click();
  await expect(form.prompt).toHaveValue("history repeats");
  await expect(form.output).toContainText("Written earlier with quotes");
  await expect(page.getByTestId("tokens")).toHaveText(/\d+ tokens?/);
  await answerOf(page);
  await expect(form.output).toContainText("The same text as before.");
  await page.getByRole("button", { name: "History", exact: true }).click();
  const clear = dialog.getByRole("button", { name: "Clear all" });
  await clear.click();
  await expect(dialog.getByRole("group")).toContainText("This cannot be undone");
  await expect(dialog.getByRole("button", { name: "Keep" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(clear).toBeFocused();
  await expect(dialog.getByRole("button", { name: /history repeats/ }).first()).toBeVisible();
  await clear.click();
  await clear.click();
  await expect(dialog).toContainText("Nothing here");
  await expect(dialog.getByLabel("Search")).toBeFocused();
});

test("the storage lists, verifies and deletes the kept model", async ({ page }) => {
  await openReady(page, site.url);
  await page.getByRole("button", { name: "Storage", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(dialog).toContainText("all files verified");
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export" }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.hostless\.zip$/);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog.getByRole("group")).toContainText("Delete quotes from this device?");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog).not.toContainText("was deleted");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("group").getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toContainText("was deleted");
});

test("converts a checkpoint chosen from this device, reports on it, keeps it and saves a package that opens", async ({
  page,
}) => {
  const form = await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(CHECKPOINT);
  await expect(form.status).toContainText("Ready");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  const answerToAbc = async () => {
    await form.prompt.fill("abc");
    await setParameter(page, "max_new_tokens", "5");
    await setParameter(page, "min_new_tokens", "5");
    await setParameter(page, "seed", "1");
    return answerOf(page);
  };
  const answer = await answerToAbc();
  await expect(page.getByRole("row", { name: /^q8( [\d.,]+){2} \d+%$/ })).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save package" }).click();
  const path = await (await saved).path();
  const files = unzipSync(readFileSync(path));
  const manifest = v.parse(modelManifest, JSON.parse(new TextDecoder().decode(files["manifest.json"])));
  for (const { path, sha256 } of manifest.files) {
    expect(
      createHash("sha256")
        .update(files[path] ?? "")
        .digest("hex"),
    ).toBe(sha256);
  }

  const dialog = page.getByRole("dialog");
  const openKept = async () => {
    await page.goto(site.url);
    await expect(form.status).toContainText("Ready");
    await page.getByRole("button", { name: "Storage", exact: true }).click();
    return dialog.getByRole("listitem").filter({ hasText: "My model" });
  };
  await (await openKept()).getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
  await expect(form.status).toContainText("Ready");
  expect(await answerToAbc()).toBe(answer);

  const kept = await openKept();
  await kept.getByRole("button", { name: "Delete" }).click();
  await expect(kept).toContainText("cannot be downloaded again");
  await kept.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toContainText("was deleted");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open model" }).click();
  const zip = { name: "package.zip", mimeType: "application/zip", buffer: readFileSync(path) };
  await page.getByLabel("Choose files …").setInputFiles(zip);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model (imported)");
  await expect(form.status).toContainText("Ready");
});

test("converts a checkpoint that is opened with the installed app", async ({ page }) => {
  const files = CHECKPOINT.map((path) => ({ name: basename(path), base64: readFileSync(path).toString("base64") }));
  await page.addInitScript((files) => {
    const setConsumer = async (consume: (launch: { files: FileSystemFileHandle[] }) => void) => {
      const folder = await navigator.storage.getDirectory();
      const handleOf = async ({ name, base64 }: { name: string; base64: string }) => {
        const handle = await folder.getFileHandle(name, { create: true });
        const writable = await handle.createWritable();
        await writable.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
        await writable.close();
        return handle;
      };
      consume({ files: await Promise.all(files.map(handleOf)) });
    };
    Object.defineProperty(window, "launchQueue", { value: { setConsumer } });
  }, files);
  await page.goto(site.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
  const form = formOf(page);
  await expect(form.status).toContainText("Ready");
  await form.prompt.fill("abc");
  await setParameter(page, "max_new_tokens", "5");
  await answerOf(page);
});
