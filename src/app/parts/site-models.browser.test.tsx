import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { attemptOf } from "../state/models-state.ts";
import { offerOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import SiteModels from "./site-models.tsx";

vi.mock("../../bridge/own-model.ts", () => ({
  OWN_MODEL: { kind: "site", path: "models/quotes" },
  SITE_MODELS: ["quotes", "tales", "poems"],
}));

const MODELS = [
  { name: "quotes", title: "Quotes", bytes: 17_500_000 },
  {
    name: "tales",
    title: "Tales of a sea that is wide, of ships on it and of those who never came back",
    bytes: 900_000,
  },
  { name: "poems", title: "Poems", bytes: 90_000_000 },
];
const field = page.getByRole("combobox", { name: enLate.siteModels });
const here = location.href;
beforeEach(() => answer(JSON.stringify({ version: 1, models: MODELS })));
afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", here);
});

function answer(text: string, status = 200): void {
  vi.stubGlobal("fetch", async () => new Response(text, { status }));
}

/** A page whose own model was found. @returns what was looked up since */
async function showModels() {
  const opened = openPage();
  void opened.session.open({ source: { kind: "site", path: "models/quotes" } });
  opened.described[0]?.settle(succeed(offerOf({ kind: "site", path: "models/quotes" })));
  await settle();
  const sources: unknown[] = [];
  const { describe: look } = opened.session.engine;
  opened.session.engine.describe = (source) => {
    sources.push(source);
    return look(source);
  };
  await show(<SiteModels />, opened);
  return { ...opened, sources };
}

describe("the site's models", () => {
  it("are offered by title and size, the open one chosen", async () => {
    await showModels();
    await expect.element(field).toHaveValue("quotes");
    await expect.element(page.getByRole("option", { name: "Quotes · 18 MB" })).toBeInTheDocument();
  });

  it("open by the button, by the mouse and by the keyboard, and the address leads there", async () => {
    const { sources } = await showModels();
    await userEvent.selectOptions(field, "poems");
    await userEvent.selectOptions(field, "tales");
    expect(sources).toEqual([]);
    await button(enLate.storage.open).click();
    await expect.poll(() => sources).toEqual([{ kind: "site", path: "models/tales" }]);
    expect(location.hash).toBe("#model=tales");
    await expect.element(field).toHaveValue("tales");
    await expect.element(button(enLate.storage.open)).not.toBeInTheDocument();
  });

  it("are passed by the arrow keys without being opened, until the button is pressed", async () => {
    const { sources } = await showModels();
    await expect.element(field).toHaveValue("quotes");
    field.element().focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await expect.element(field).toHaveValue("poems");
    expect([sources, location.hash]).toEqual([[], new URL(here).hash]);
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.poll(() => sources).toEqual([{ kind: "site", path: "models/poems" }]);
    expect(location.hash).toBe("#model=poems");
  });

  it("ask before much is downloaded", async () => {
    const { session, described } = await showModels();
    await userEvent.selectOptions(field, "poems");
    await button(enLate.storage.open).click();
    const offer = offerOf({ kind: "site", path: "models/poems" }, { downloadBytes: 90_000_000 });
    await expect.poll(() => described.length).toBe(2);
    described.at(-1)?.settle(succeed(offer));
    await expect.poll(() => attemptOf(session.store.state()).load).toEqual({ kind: "asking", why: "large" });
  });

  it("are no more than the page knows of its site", async () => {
    answer(JSON.stringify({ version: 1, models: [...MODELS, { name: "newer", title: "Newer", bytes: 1 }] }));
    await showModels();
    await expect.element(page.getByRole("option", { name: "Poems" })).toBeInTheDocument();
    await expect.element(page.getByRole("option", { name: "Newer" })).not.toBeInTheDocument();
  });

  it("stand beside a model from elsewhere, which is shown as the open one", async () => {
    const { session, described } = await showModels();
    void session.open({ source: FOREIGN });
    described.at(-1)?.settle(succeed(offerOf(FOREIGN)));
    await expect.element(field).toHaveValue("owner/name");
  });

  it("are refused by name where the list is none, or does not come", async () => {
    answer(JSON.stringify({ version: 1, models: [{ ...MODELS[0], name: "https://evil.test" }] }));
    await showModels();
    await expect.element(page.getByRole("alert")).toHaveTextContent("models/index.json: models.0.name");
    await expect.element(field).not.toBeInTheDocument();
  });

  it("say so where their list does not come", async () => {
    answer("", 404);
    await showModels();
    await expect.element(page.getByRole("alert")).toHaveTextContent("404");
  });
});
