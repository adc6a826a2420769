import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { ModelInfo } from "../../contract/model-info.ts";
import { adapterIn } from "../state/voice.ts";
import { button } from "../testing/find.ts";
import { OWN, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { Rare } from "./rare.tsx";

const { voices: words } = enLate;
const DIGEST = "3f2a91bc".repeat(8);
const ADAPTERS = [
  { name: "poems", digest: DIGEST },
  { name: "letters of a very long name that nobody would want to read in a switch", digest: "0".repeat(64) },
];

async function showVoices(more: Partial<ModelInfo>) {
  const opened = await openReadyPage(more);
  await show(<Rare />, opened);
  return opened;
}
const choice = (name: string) => page.getByRole("radio", { name, exact: true });

describe("the switch of voices", () => {
  it("is not there for a model without adapters", async () => {
    await showVoices({});
    await expect.element(page.getByRole("group")).not.toBeInTheDocument();
  });

  it("goes from one to the other by a press or a key, and loads nothing", async () => {
    const { state, loads, described } = await showVoices({ adapters: ADAPTERS });
    await expect.element(page.getByRole("group", { name: words.title })).toBeVisible();
    await expect.element(choice(words.base)).toBeChecked();
    await page.getByText("poems", { exact: true }).click();
    await expect.element(choice("poems")).toBeChecked();
    expect(adapterIn(state())).toEqual({ adapter: "poems" });
    await userEvent.keyboard("{ArrowLeft}");
    await expect.element(choice(words.base)).toBeChecked();
    expect(adapterIn(state())).toEqual({});
    expect([loads.length, described.length]).toEqual([1, 1]);
  });

  it("fits a narrow page, however long a name is", async () => {
    await page.viewport(360, 640);
    const { session } = await showVoices({ adapters: ADAPTERS });
    session.store.send({ type: "voice", voice: { name: "x", digest: "f".repeat(16), source: OWN } });
    await expect.element(page.getByRole("alert")).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });

  it("says which adapter is missing, by its name and digest, until another one is chosen", async () => {
    const { session } = await showVoices({ adapters: ADAPTERS });
    session.store.send({ type: "voice", voice: { name: "no\u202evels", digest: "f".repeat(16), source: OWN } });
    await expect.element(page.getByRole("alert")).toHaveTextContent(words.missing("novels", "ffffffff"));
    await page.getByText(words.base, { exact: true }).click();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it("offers the CPU where the model runs elsewhere", async () => {
    const { asked } = await showVoices({ idleAdapters: ADAPTERS.slice(0, 1) });
    await expect.element(page.getByRole("alert")).toHaveTextContent(words.idle("poems"));
    await button(words.toCpu).click();
    expect(asked.at(-1)).toEqual([OWN, { backend: "kernel" }]);
  });
});
