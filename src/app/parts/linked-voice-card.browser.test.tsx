import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import type { GivenAdapter } from "../../contract/adapters.ts";
import { formatBytes } from "../format.ts";
import { infoOf, offerOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, OWN, openPage, openReadyPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { Rare } from "./rare.tsx";

const { voices: words } = enLate;
const SOURCE = { kind: "files", name: "Seneca", files: [{ path: "adapter_config.json", bytes: new Blob() }] } as const;
const LINKED = { name: "Seneca", base: "quotes", bytes: 8000, source: SOURCE };

async function showCard(opened: ReturnType<typeof openPage>, isTaken = true) {
  const given: GivenAdapter[] = [];
  opened.engine.addAdapter = async (adapter) => {
    given.push(adapter);
    if (!isTaken) return fail("unsupported_architecture", "adapter_state", { path: "x", base: "quotes" });
    const adapters = [{ name: adapter.name, digest: "d".repeat(64), id: "1" }];
    return succeed({ info: { ...infoOf(OWN), adapters }, name: adapter.name, isBaseNamed: true });
  };
  await show(<Rare />, opened);
  opened.session.store.send({ type: "linked-voice", linked: LINKED });
  await expect.element(page.getByText(words.linked("Seneca", formatBytes(8000, en.units)))).toBeVisible();
  await expect.element(page.getByText(words.linkedAbout("quotes"))).toBeVisible();
  return { ...opened, given };
}

describe("an adapter in the page's link", () => {
  it("is used where the visitor says so, and writes from then on", async () => {
    const { given, state } = await showCard(await openReadyPage());
    expect(given).toEqual([]);
    await button(words.linkedUse).click();
    await expect.element(button(words.linkedUse)).not.toBeInTheDocument();
    expect(given).toMatchObject([{ name: "Seneca" }]);
    expect(state().voice).toMatchObject({ name: "Seneca", source: OWN });
  });

  it("waits for its model, whose size it says", async () => {
    const opened = openPage();
    void opened.session.open({ source: OWN });
    const offer = offerOf(OWN);
    opened.described[0]?.settle(succeed(offer));
    await settle();
    const { given } = await showCard(opened);
    const size = formatBytes(offer.dtypes[0]?.bytes ?? Number.NaN, en.units);
    await expect.element(page.getByText(words.linkedBase(size))).toBeVisible();
    await button(words.linkedUse).click();
    await expect.element(page.getByText(words.linkedWaits)).toBeVisible();
    expect(given).toEqual([]);
    opened.loads[0]?.settle(succeed(infoOf(OWN)));
    await expect.element(button(words.linkedUse)).not.toBeInTheDocument();
    expect(given).toHaveLength(1);
  });

  it("is left alone where the visitor closes it", async () => {
    const { given } = await showCard(await openReadyPage());
    await button(en.close).click();
    await expect.element(button(words.linkedUse)).not.toBeInTheDocument();
    expect(given).toEqual([]);
  });

  it("says why it is refused, looks for no other model, and can be tried again", async () => {
    const { state, described, given } = await showCard(await openReadyPage(), false);
    await button(words.linkedUse).click();
    await settle();
    expect(state().notice).toMatchObject({ detail: "adapter_state" });
    expect(described).toHaveLength(1);
    await button(words.linkedUse).click();
    await settle();
    expect(given).toHaveLength(2);
  });

  it("waits for the model that the link names, while another one answers", async () => {
    const opened = await openReadyPage();
    void opened.session.open({ source: FOREIGN });
    const { given } = await showCard(opened);
    await button(words.linkedUse).click();
    await settle();
    expect(given).toEqual([]);
    opened.described.at(-1)?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    opened.session.consent();
    opened.loads.at(-1)?.settle(succeed(infoOf(FOREIGN)));
    await expect.element(button(words.linkedUse)).not.toBeInTheDocument();
    expect(given).toHaveLength(1);
  });

  it("is asked about again where another link takes its place, and goes with a link that has none", async () => {
    const opened = await openReadyPage();
    void opened.session.open({ source: FOREIGN });
    const { given, session } = await showCard(opened);
    await button(words.linkedUse).click();
    session.store.send({ type: "linked-voice", linked: { ...LINKED, name: "Another" } });
    opened.described.at(-1)?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    opened.session.consent();
    opened.loads.at(-1)?.settle(succeed(infoOf(FOREIGN)));
    await settle();
    expect(given).toEqual([]);
    await expect.element(button(words.linkedUse)).toBeVisible();
    void session.open({ source: OWN });
    await expect.element(button(words.linkedUse)).not.toBeInTheDocument();
  });
});
