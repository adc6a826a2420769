import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { resultOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { openPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import TextDetails from "./text-details.tsx";

afterEach(() => vi.restoreAllMocks());

describe("TextDetails", () => {
  it("offers nothing to take along before there is a text", async () => {
    await show(<TextDetails />, openPage());
    await expect.element(page.getByRole("button")).not.toBeInTheDocument();
    await expect.element(page.getByRole("checkbox", { name: enLate.tidy })).not.toBeChecked();
  });

  it("downloads the text as it is shown", async () => {
    const opened = await openWrittenPage(resultOf("life", " is not ."));
    await show(<TextDetails />, opened);
    await page.getByRole("checkbox", { name: enLate.tidy }).click();
    const downloads = watchDownloads();
    await button(enLate.download).click();
    expect(await downloads()).toEqual([["text.txt", "Life is not."]]);
    expect(opened.state().tidy).toBe(true);
  });

  it("copies what makes the text again, for other programs", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await show(<TextDetails />, await openWrittenPage(resultOf("life", " is not", 42)));
    await button(enLate.copyJson).click();
    await expect.element(page.getByText(en.copied)).toBeVisible();
    const copied = JSON.parse(write.mock.calls[0]?.[0] ?? "");
    expect(copied).toMatchObject({ texts: [{ generated_text: "life is not" }], parameters: { seed: 42 } });
  });

  it("downloads the same as a file, and shows it to be selected", async () => {
    const result = resultOf("life", " is", 42);
    const details = [{ id: 1, text: " is", logprob: -0.5, offset: 0, top: [{ id: 2, text: " was", logprob: -1 }] }];
    const samples = result.samples.map((sample) => ({ ...sample, details }));
    await show(<TextDetails />, await openWrittenPage({ ...result, samples }));
    const downloads = watchDownloads();
    await button(enLate.downloadJson).click();
    const [[name, text] = []] = await downloads();
    expect(name).toBe("run.json");
    expect(JSON.parse(text ?? "")).toMatchObject({ texts: [{ generated_text: "life is", details }] });
    await page.getByText(enLate.showJson).click();
    const box = page.getByRole("textbox", { name: enLate.showJson });
    await expect.element(box).toHaveValue(text ?? "");
    await expect.element(box).toHaveAttribute("readonly");
  });
});
