import { expect, type Page, test } from "@playwright/test";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const fieldOf = (page: Page, name: string) => page.getByLabel(name, { exact: true });

test("a wheel over a focused number changes nothing, the arrow keys count in steps", async ({ page }) => {
  await openReady(page, site.url);
  await setParameter(page, "top_k", "40");
  const field = fieldOf(page, "top_k");
  await field.hover();
  await page.mouse.wheel(0, 300);
  await page.mouse.wheel(0, -700);
  await expect(field).toHaveValue("40");
  await field.press("ArrowUp");
  await field.press("ArrowUp");
  await field.press("ArrowDown");
  await expect(field).toHaveValue("41");
  await setParameter(page, "top_p", "");
  await fieldOf(page, "top_p").press("ArrowDown");
  await expect(fieldOf(page, "top_p")).toHaveValue("0.89");
});

test("numbers are read as they are written elsewhere, and sent as they are meant", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await openPanel(page);
  for (const [name, typed] of [
    ["top_p", "0,9"],
    ["temperature", "٠٫٧"],
    ["top_k", "1 000"],
    ["seed", "4.294.967.295"],
    ["max_new_tokens", "１２"],
  ] as const) {
    await fieldOf(page, name).fill("");
    await fieldOf(page, name).pressSequentially(typed);
    await expect(fieldOf(page, name)).toHaveValue(typed);
    await expect(fieldOf(page, name)).toHaveAttribute("aria-invalid", "false");
  }
  await answerOf(page);
  await form.share.click();
  const meant = { top_p: 0.9, temperature: 0.7, top_k: 1000, max_new_tokens: 12, seed: 4_294_967_295 };
  const code = page.getByLabel("JavaScript on a page of this site", { exact: true });
  for (const [name, value] of Object.entries(meant)) await expect(code).toHaveValue(new RegExp(`${name}: ${value}\\b`));
});

test("a number that could mean two things is asked about", async ({ page }) => {
  const form = await openReady(page, site.url);
  await setParameter(page, "max_time", "1,200");
  await expect(fieldOf(page, "max_time")).toHaveAccessibleDescription(/Enter a number from 0.01 to 3,600/);
  await form.generate.click();
  await expect(page.getByRole("alert")).toContainText("max_time");
  await form.share.click();
  await expect(page.getByRole("dialog")).toContainText("no link while a parameter is wrong: max_time");
});

test("a printed page is the prompt, the text and its settings, on white", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "seed", "7");
  await setParameter(page, "min_new_tokens", "5");
  const answer = await answerOf(page);
  await expect(page.getByRole("article")).toHaveCount(0);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const sheet = page.getByRole("article");
  await expect(sheet).toContainText(`life is not${answer}`);
  await expect(sheet).toContainText(/seed\s*7/);
  await expect(sheet).toContainText(/min_new_tokens\s*5/);
  await expect(sheet).toContainText(/Model\s*quotes/);
  for (const part of [page.getByRole("navigation"), page.getByRole("main"), form.prompt])
    await expect(part).toBeHidden();
  expect(await page.getByRole("button").count()).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  expect(await sheet.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(30, 28, 25)");
});

test.describe("with the system's colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("buttons keep their shape, and what is pressed or off is seen", async ({ page }) => {
    const form = await openReady(page, site.url);
    await openPanel(page);
    const preset = page.getByRole("button", { name: "Creative" });
    const looks = (name: "backgroundColor" | "borderTopColor" | "color") =>
      preset.evaluate((element, property) => getComputedStyle(element)[property], name);
    const before = await looks("backgroundColor");
    await preset.click();
    await expect.poll(() => looks("backgroundColor")).not.toBe(before);
    expect(await looks("backgroundColor")).not.toBe(await looks("color"));
    await answerOf(page);
    for (const button of await page.getByRole("button").all()) {
      const edge = await button.evaluate((element) => {
        const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
        const ground = getComputedStyle(document.documentElement).backgroundColor;
        return { isThere: borderTopStyle === "solid" && borderTopWidth !== "0px", isSeen: borderTopColor !== ground };
      });
      expect(edge).toEqual({ isThere: true, isSeen: true });
    }
    await expect(form.answer.first()).toHaveCSS("font-weight", "600");
    await form.share.click();
    const code = page.getByRole("img", { name: "QR code of the link" });
    expect(await code.evaluate((svg) => [getComputedStyle(svg).backgroundColor, getComputedStyle(svg).color])).toEqual([
      "rgb(255, 255, 255)",
      "rgb(0, 0, 0)",
    ]);
  });
});

test.describe("letters of 32 pixels on a screen of 320", () => {
  test.use({ viewport: { width: 320, height: 640 } });
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => {
        document.documentElement.style.fontSize = "32px";
      });
    }),
  );

  /** What is wider than its place, or runs out of the screen. */
  const misfits = (page: Page, scope: string) =>
    page.locator(scope).evaluate((root) => {
      const right = root.getBoundingClientRect().right + 0.5;
      return [root, ...root.querySelectorAll("*")]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          const isSeen = box.width > 1 && style.clip === "auto" && style.clipPath === "none";
          const isCut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
          const mayScroll = element.matches("input, textarea");
          return isSeen && (box.right > right || (isCut && !mayScroll));
        })
        .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 30)}`);
    });

  test("nothing runs out of the page, and nothing is cut", async ({ page }) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    await setParameter(page, "top_logprobs", "3");
    await answerOf(page);
    await form.output.locator("ol ol button").first().click();
    expect(await misfits(page, "body")).toEqual([]);
    for (const name of ["Share", "Open model", "History", "Storage"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await misfits(page, "dialog")).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });
});
