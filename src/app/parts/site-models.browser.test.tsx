import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { FOREIGN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import SiteModels from "./site-models.tsx";

const MODELS = [
  { name: "quotes", title: "Quotes", bytes: 17_500_000 },
  {
    name: "tales",
    title: "Tales of a sea that is wide, of ships on it and of those who never came back",
    bytes: 900_000,
  },
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

  it("open where they are chosen, also by the keyboard, without another question, and the address leads there", async () => {
    const { sources } = await showModels();
    await expect.element(field).toBeVisible();
    field.element().focus();
    await userEvent.selectOptions(field, "tales");
    await expect.poll(() => sources).toEqual([{ kind: "site", path: "models/tales" }]);
    expect(location.hash).toBe("#model=tales");
    await expect.element(field).toHaveValue("tales");
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
