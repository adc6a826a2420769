import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { resultOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import TextDetails from "./text-details.tsx";

afterEach(() => {
  for (const meta of document.querySelectorAll("meta[name=site-feedback]")) meta.remove();
});

async function showReporting(address?: string) {
  if (address !== undefined)
    document.head.append(Object.assign(document.createElement("meta"), { name: "site-feedback", content: address }));
  await show(<TextDetails />, await openWrittenPage(resultOf("life", " is not", 42)));
}

describe("Report this sentence", () => {
  it("is not there where the owner names no address", async () => {
    await showReporting();
    await expect.element(button(enLate.downloadJson)).toBeVisible();
    await expect.element(button(enLate.reporting.button)).not.toBeInTheDocument();
  });

  it("shows prompt, sentence, seed, model and receiver before anything is sent, and opens a filled form", async () => {
    await showReporting("https://forms.example/f?q={text}&p={prompt}&s={seed}&m={model}");
    await button(enLate.reporting.button).click();
    const dialog = page.getByRole("dialog", { name: enLate.reporting.button });
    await expect.element(dialog.getByText(enLate.reporting.about("forms.example"))).toBeVisible();
    for (const value of ["life", "is not", "42", "quotes"])
      await expect.element(dialog.getByText(value, { exact: true })).toBeVisible();
    const link = dialog.getByRole("link", { name: enLate.reporting.open });
    await expect.element(link).toHaveAttribute("href", "https://forms.example/f?q=%20is%20not&p=life&s=42&m=quotes");
    await expect.element(link).toHaveAttribute("rel", "noopener noreferrer");
  });

  it("writes a mail to a mailbox", async () => {
    await showReporting("mailto:me@example.org");
    await button(enLate.reporting.button).click();
    const link = page.getByRole("link", { name: enLate.reporting.mail });
    await expect.element(link).toHaveAttribute("href", expect.stringMatching(/^mailto:me@example\.org\?subject=/));
  });
});
