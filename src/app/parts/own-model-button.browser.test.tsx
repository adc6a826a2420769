import { describe, expect, it } from "vitest";
import { button } from "../testing/find.ts";
import { FOREIGN, OWN, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { OwnModelButton } from "./own-model-button.tsx";

describe("OwnModelButton", () => {
  it("is there for a foreign model alone, and leads back to the site's own", async () => {
    const opened = openPage();
    await show(<OwnModelButton />, opened);
    void opened.session.open({ source: OWN });
    await expect.element(button(en.ownModel)).not.toBeInTheDocument();
    void opened.session.open({ source: FOREIGN });
    await button(en.ownModel).click();
    await expect.element(button(en.ownModel)).not.toBeInTheDocument();
    expect(opened.state().isForeign).toBe(false);
  });
});
