import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { resultOf } from "../testing/answers.ts";
import { openReadyPage } from "../testing/page.ts";
import { nextFrame, show } from "../testing/show.tsx";
import { Announcer } from "./announcer.tsx";

describe("Announcer", () => {
  it("says a text once it is finished, and nothing while it is written", async () => {
    const opened = await openReadyPage();
    await show(<Announcer />, opened);
    const said = page.getByTestId("announced");
    await expect.element(said).toHaveAttribute("aria-live", "polite");
    opened.session.type("life");
    opened.session.generate();
    await opened.runs[0]?.emit({ sample: 0, text: " is", tokens: 1 });
    nextFrame(opened);
    await expect.poll(() => opened.state().run?.phase).toBe("running");
    await expect.element(said).toHaveTextContent(/^$/);
    opened.runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect.element(said).toHaveTextContent("life is not");
  });
});
