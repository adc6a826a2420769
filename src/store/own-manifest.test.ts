import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { ownManifest, parse } from "./own-manifest.ts";

describe("a manifest.json", () => {
  it("of other software says nothing of the model", () => {
    expect(ownManifest({ name: "An app", icons: [] }, "manifest.json")).toEqual({});
    expect(ownManifest("text", "manifest.json")).toEqual({});
  });

  it("of ours must be whole: what is wrong is named", () => {
    expect(() => ownManifest({ format: "hostless-model" }, "manifest.json")).toThrow(
      saying("manifest.json", { code: "malformed_file" }),
    );
  });
});

it("names the field that is not as it should be, or the whole", () => {
  const schema = v.object({ a: v.object({ b: v.number() }) });
  expect(parse(schema, { a: { b: 1 } }, "f.json")).toEqual({ a: { b: 1 } });
  expect(() => parse(schema, { a: { b: "1" } }, "f.json")).toThrow(saying(/f\.json.*a\.b/));
  expect(() => parse(schema, [], "f.json")).toThrow(saying("f.json"));
});
