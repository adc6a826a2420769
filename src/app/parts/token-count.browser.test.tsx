import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { TokenCount } from "./token-count.tsx";

describe("TokenCount", () => {
  it("counts the prompt, and says when the model has no room for all of it", async () => {
    const { session, ...opened } = await openReadyPage();
    await show(<TokenCount />, { ...opened, session });
    const count = page.getByTestId("tokens");
    await expect.element(count).not.toBeInTheDocument();
    session.type("life");
    await expect.element(count).toHaveTextContent(en.tokens(4));
    session.type("x".repeat(200));
    await expect.element(count).toHaveTextContent(en.contextOf(200, 128));
    session.type("");
    await expect.element(count).not.toBeInTheDocument();
  });
});
