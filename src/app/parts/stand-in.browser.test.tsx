import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { StandIn } from "./stand-in.tsx";

async function openStandIn() {
  const opened = openPage();
  await show(<StandIn />, opened);
  void opened.session.open({ source: OWN });
  opened.described[0]?.settle(succeed(offerOf(OWN, { downloadBytes: 9e6 })));
  await settle();
  opened.loads[0]?.settle(succeed({ ...infoOf(OWN), name: "small", standsInFor: "quotes" }));
  await settle();
  return opened;
}

describe("StandIn", () => {
  it("says how far the model that was asked for has come, and nothing once it writes", async () => {
    const { session } = await openStandIn();
    const progress = { phase: "download", loadedBytes: 1e6, totalBytes: 9e6, fraction: 0.1 } as const;
    session.threadChanged({ kind: "improving", progress });
    await expect.element(page.getByText(en.standIn.coming("small", "quotes", "1.0 MB of 9.0 MB"))).toBeVisible();
    session.threadChanged({ kind: "improved", info: infoOf(OWN) });
    await expect.element(page.getByText("small")).not.toBeInTheDocument();
  });

  it("loads that one by a click where the line is too slow to do so by itself", async () => {
    const { asked } = await openStandIn();
    await expect.element(page.getByText(en.standIn.alone("small", "quotes"))).toBeVisible();
    await button(en.standIn.load("quotes", "9.0 MB")).click();
    expect(asked.at(-1)).toEqual([OWN, { dtype: "q8" }]);
  });
});
