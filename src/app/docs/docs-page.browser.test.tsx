import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { makeFailure } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { OWN } from "../testing/page.ts";
import { enDocs } from "../words/en-docs.ts";
import { DocsPage, type ModelLine } from "./docs-page.tsx";

// Swagger UI asks for the description of the routes, which only the service worker of a built site has.
vi.mock("./swagger-pane.ts", () => ({ mountSwagger: (node: HTMLElement, url: string) => node.append(url) }));

const BASE = "https://site.test/";
const showPage = (line: () => ModelLine, hasApi: boolean) =>
  render(<DocsPage base={BASE} modelLine={line} apiReady={Promise.resolve(hasApi)} />);
const status = page.getByRole("status");

describe("DocsPage", () => {
  it("says why no model is ready, then which is, and lets a stream begin only then", async () => {
    let line: ModelLine = { ready: false, reason: makeFailure("not_loaded", "loading", {}) };
    await showPage(() => line, true);
    await expect.element(status).toHaveTextContent("The model is being loaded.");
    await expect.element(button(enDocs.streamButton)).toBeDisabled();
    line = { ready: true, name: "quotes", source: OWN, device: "CPU" };
    await expect.element(status).toHaveTextContent(enDocs.ready("quotes", "CPU"));
    await expect.element(button(enDocs.streamButton)).toBeEnabled();
  });

  it("says that the routes cannot be tried where there is no service worker", async () => {
    await showPage(() => ({ ready: true, name: "quotes", source: OWN, device: "CPU" }), false);
    await expect.element(status).toHaveTextContent(enDocs.noServiceWorker);
    await expect.element(button(enDocs.streamButton)).toBeDisabled();
  });

  it("tells of the SDK, the tag, errors and limits", async () => {
    await showPage(() => ({ ready: true, name: "quotes", source: OWN, device: "CPU" }), true);
    for (const name of ["connect(site, options)", "<hostless-form>", "Errors of the routes", "Limits of the routes"])
      await expect.element(page.getByRole("heading", { name, exact: true })).toBeVisible();
    await expect.element(page.getByRole("cell", { name: "countTokens(text, options)", exact: true })).toBeVisible();
  });

  it("has code for this site and the model that is loaded, and its routes", async () => {
    await showPage(() => ({ ready: true, name: "quotes", source: OWN, device: "CPU" }), true);
    const code = page.getByRole("textbox", { name: enDocs.snippets.openAi, exact: true });
    await expect.element(code).toHaveValue(expect.stringContaining(BASE));
    await expect.element(code).toHaveValue(expect.stringContaining("quotes"));
    await expect.element(page.getByText(`${BASE}api/openapi.json`)).toBeVisible();
    const own = page.getByRole("textbox", { name: enDocs.snippets.own, exact: true });
    await expect.element(own).toHaveValue(expect.stringContaining(`from "${BASE}api.js"`));
    await expect.element(page.getByRole("link", { name: enDocs.back })).toHaveAttribute("href", "./");
  });
});
