import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { LoadProgress } from "../../contract/load.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { LoadBar, LoadNumbers } from "./load-bar.tsx";

async function startLoad() {
  const opened = openPage();
  await show(
    <>
      <LoadBar />
      <LoadNumbers />
    </>,
    opened,
  );
  void opened.session.open({ source: OWN });
  opened.described[0]?.settle(succeed(offerOf(OWN)));
  await settle();
  return opened;
}

const HALF: LoadProgress = { phase: "download", loadedBytes: 2e6, totalBytes: 4e6, fraction: 0.5 };

describe("LoadBar", () => {
  it("is there from the load's start to its end", async () => {
    const { loads } = await startLoad();
    const bar = page.getByRole("progressbar", { name: en.progress });
    await expect.element(bar).toHaveAttribute("value", "0");
    void loads[0]?.report(HALF);
    await expect.element(bar).toHaveAttribute("value", "0.5");
    loads[0]?.settle(fail("cancelled", "load", {}));
    await expect.element(bar).not.toBeInTheDocument();
  });
});

describe("LoadNumbers", () => {
  it("says how much has come, and how long the rest takes once that is known", async () => {
    const { loads } = await startLoad();
    void loads[0]?.report(HALF);
    await expect.element(page.getByText("2.0 MB of 4.0 MB", { exact: true })).toBeVisible();
    void loads[0]?.report({ ...HALF, bytesPerSecond: 20_000 });
    await expect.element(page.getByText("2.0 MB of 4.0 MB · 2 min left", { exact: true })).toBeVisible();
  });

  it("gives a load up", async () => {
    const { cancelled } = await startLoad();
    await button(en.cancel).click();
    expect(cancelled).toEqual([1]);
  });
});
