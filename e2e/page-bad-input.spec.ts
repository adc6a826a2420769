import { expect, test } from "@playwright/test";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

for (const [name, value] of [
  ["temperature", "0"],
  ["temperature", "-1"],
  ["top_p", "1.5"],
  ["top_k", "-3"],
  ["max_new_tokens", "0"],
  ["num_return_sequences", "1.5"],
] as const) {
  test(`${name} ${value} is refused by name, and the next run works`, async ({ page }) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is");
    await setParameter(page, name, value);
    await expect(page.getByLabel(name, { exact: true })).toHaveAccessibleDescription(/Enter a (whole )?number from/);
    await form.generate.click();
    await expect(page.getByRole("alert")).toContainText(name);
    await expect(form.prompt).toHaveValue("life is");
    await setParameter(page, name, "");
    await answerOf(page);
  });
}

const PROMPTS = {
  "of one megabyte": "word ".repeat(209_000),
  "with emoji and half a surrogate": `love 😀👩‍👩‍👧 ${String.fromCharCode(0xd83d)} end`,
  "written from right to left": "الحياة ليست",
  "that looks like HTML": '<img src=x onerror="document.title=1"><script>document.title=2</script>',
};
for (const [name, prompt] of Object.entries(PROMPTS)) {
  test(`takes a prompt ${name}`, async ({ page }) => {
    const form = await openReady(page, site.url);
    const title = await page.title();
    await form.prompt.evaluate((box: HTMLTextAreaElement, text) => {
      // Typing a megabyte takes minutes; the browser's own setter is what a paste ends in.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, text);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }, prompt);
    await setParameter(page, "max_new_tokens", "8");
    await setParameter(page, "min_new_tokens", "8");
    await answerOf(page);
    if (name.includes("megabyte")) await expect(form.output).toContainText("were left out");
    expect(await form.prompt.evaluate((box: HTMLTextAreaElement) => box.value.length)).toBe(prompt.length);
    await form.prompt.fill("life");
    await answerOf(page);
    expect(await page.title()).toBe(title);
  });
}

test("T12: 50 hostile texts as output are shown as text", async ({ page }) => {
  const payloads = [
    '<script>document.title="x"</script>',
    '<img src=x onerror="document.title=1">',
    "[a](javascript:document.title=1)",
    "![a](https://evil.example/a.png)",
    "<svg onload=document.title=1>",
    "\u202egnp.exe",
    "\u001b[31mred",
    '<iframe src="https://evil.example">',
    "</textarea><script>document.title=1</script>",
    "{{constructor.constructor('document.title=1')()}}",
  ];
  const output = payloads.flatMap((payload) => Array.from({ length: 5 }, (_, index) => `${payload} ${index}`));
  const requests: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:")) requests.push(request.url());
  });
  page.on("dialog", (dialog) => requests.push(dialog.message()));
  for (let start = 0; start < output.length; start += 10) {
    const part = output.slice(start, start + 10);
    await page.goto("about:blank");
    await page.goto(`${site.url}#${encodeSharedRun({ prompt: part[0] ?? "", parameters: {}, output: part })}`);
    const region = formOf(page).output;
    for (const text of part) await expect(region).toContainText(text.slice(0, 40));
    expect(await region.locator("script, img, iframe, a").count()).toBe(0);
  }
  expect(requests).toEqual([]);
  // Of whatever model it is; the texts would have made it `x` or `1`.
  await expect(page).toHaveTitle(/.{3}/);
});
