import { expect, it } from "vitest";
import { openApiOfServer } from "../../contract/api/openapi-of-server.ts";
import { DOCS_PAGES } from "./docs-pages.ts";

const textOf = async (path: string) => (await DOCS_PAGES.get(path)?.(openApiOfServer("1.0.0")))?.text() ?? "";

it("the page to try the routes out is dark where the visitor's system is, and shows the server's own description", async () => {
  const page = await textOf("/docs");
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => `/${path}`);
  expect(files).toHaveLength(3);
  for (const file of files) expect((await textOf(file)).length).toBeGreaterThan(100);
  const dark = Object.assign(new EventTarget(), { matches: true });
  const classes = new Set<string>();
  const toggle = (name: string, on: boolean) => (on ? classes.add(name) : classes.delete(name));
  const document = { documentElement: { classList: { toggle } } };
  const shown: unknown[] = [];
  const start = new Function("matchMedia", "document", "SwaggerUIBundle", await textOf("/docs/start.js"));
  start(
    () => dark,
    document,
    (options: unknown) => shown.push(options),
  );
  expect(shown).toEqual([{ url: "openapi.json", dom_id: "#swagger", deepLinking: true }]);
  expect([...classes]).toEqual(["dark-mode"]);
  dark.matches = false;
  dark.dispatchEvent(new Event("change"));
  expect([...classes]).toEqual([]);
});

it("the page to read has every route of the description", async () => {
  const paths: unknown = openApiOfServer("1.0.0")["paths"];
  const page = await textOf("/redoc");
  expect(Object.keys(Object(paths)).filter((path) => !page.includes(` ${path}<`))).toEqual([]);
});
