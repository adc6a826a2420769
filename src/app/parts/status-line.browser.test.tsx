import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { resultOf } from "../testing/answers.ts";
import { openPage, openReadyPage } from "../testing/page.ts";
import { nextFrame, show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { StatusLine } from "./status-line.tsx";

const status = page.getByRole("status");

describe("StatusLine", () => {
  it("says what goes on, phase by phase", async () => {
    const opened = await openReadyPage();
    await show(<StatusLine keysId="keys" />, opened);
    await expect.element(status).toHaveTextContent(en.status.ready);
    opened.session.type("life");
    opened.session.generate();
    await expect.element(status).toHaveTextContent(en.status.reading);
    await opened.runs[0]?.emit({ sample: 0, text: " is", tokens: 1 });
    nextFrame(opened);
    await expect.element(status).toHaveTextContent(en.status.writing);
    opened.runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect.element(status).toHaveTextContent(en.status.done("2 tokens", "2 ms"));
  });

  it("counts tokens along for the eye alone: a screen reader would read each number", async () => {
    const opened = await openReadyPage();
    await show(<StatusLine keysId="keys" />, opened);
    opened.session.generate();
    await opened.runs[0]?.emit({ sample: 0, text: " is", tokens: 3 });
    nextFrame(opened);
    await expect.element(page.getByText(en.tokens(3))).toHaveAttribute("aria-hidden", "true");
    await expect.element(status).not.toHaveTextContent("3");
  });

  it("names the keys for whoever needs them to describe the box", async () => {
    await show(<StatusLine keysId="keys" />, openPage());
    expect(document.getElementById("keys")?.textContent).toBe(en.keys);
  });
});
