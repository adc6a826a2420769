import { expect, it } from "vitest";
import { openApiDocument } from "../../contract/api/openapi.ts";
import { describeRoutes, nameClient } from "./named-files.ts";

it("the API's description has the site's name, and its own model in the examples", () => {
  const text = describeRoutes(JSON.stringify(openApiDocument("1.2.3")), "My poems", "poems");
  expect(JSON.parse(text).info).toMatchObject({ title: "My poems", version: "1.2.3" });
  expect(text).not.toMatch(/Hostless|quotes/);
  expect(text).toContain('"model": "poems"');
  expect(describeRoutes(text, "Other", undefined)).toContain('"model": "poems"');
});

it("the document of the sign-in has the site's name", () => {
  expect(JSON.parse(nameClient('{"client_name":"a","scope":"b"}', "Mine"))).toEqual({
    client_name: "Mine",
    scope: "b",
  });
});
