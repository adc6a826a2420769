import { describe, expect, it } from "vitest";
import { tinyPackage } from "../testing/tiny-package.ts";
import { parseManifest } from "./parse-manifest.ts";
import { saying } from "./testing/refused.ts";

describe("manifest.json", () => {
  it("is read with every file that it lists", async () => {
    const { "manifest.json": written, ...files } = await tinyPackage(["q8"]);
    const { name, files: listed } = parseManifest(new TextDecoder().decode(written));
    expect(name).toBe("tiny");
    expect(listed.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
  });

  it.each(["", "{", "[]", "{}", '{"format":"another"}'])("is refused by its name where it is %j", (text) => {
    expect(() => parseManifest(text)).toThrow(saying("manifest.json is not the manifest of a package"));
  });
});
