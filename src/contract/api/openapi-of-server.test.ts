import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { openApiOfServer } from "./openapi-of-server.ts";

const operation = v.looseObject({ responses: v.record(v.string(), v.unknown()) });
const description = v.looseObject({
  paths: v.record(v.string(), v.record(v.string(), operation)),
  security: v.array(v.unknown()),
  components: v.looseObject({ schemas: v.record(v.string(), v.unknown()), securitySchemes: v.optional(v.unknown()) }),
});

const server = v.parse(description, openApiOfServer("1.2.3"));
const page = v.parse(description, openApiDocument("1.2.3"));

describe("the description of the API of a server", () => {
  it("has the page's routes at the root, but for the greeting", () => {
    const expected = Object.keys(page.paths).filter((path) => path !== "/api/");
    expect(Object.keys(server.paths).map((path) => `/api${path}`)).toEqual(expected);
    expect(Object.keys(server.paths)).toContain("/v1/completions");
  });

  it("says that a key may be asked for", () => {
    expect(server.components.securitySchemes).toEqual({ key: { type: "http", scheme: "bearer" } });
    expect(server.security).toContainEqual({ key: [] });
    expect(page.components.securitySchemes).toBeUndefined();
  });

  it("has the page's answers and those of a server for every route", () => {
    for (const [path, route] of Object.entries(server.paths))
      for (const [method, { responses }] of Object.entries(route)) {
        const own = page.paths[`/api${path}`]?.[method]?.responses ?? {};
        expect(Object.keys(responses)).toEqual(expect.arrayContaining([...Object.keys(own), "401", "403", "503"]));
      }
  });

  it("names the same schemas", () => {
    expect(server.components.schemas).toEqual(page.components.schemas);
  });
});
