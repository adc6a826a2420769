import { expect, it } from "vitest";
import { LONGEST_ICON } from "../../contract/publishing.ts";
import { BUILT_LOOK, hasRightLook, isFieldRight, readIcon } from "./site-look.ts";

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

it("takes what is empty, and what site.json may have", () => {
  expect([hasRightLook({}), hasRightLook({ look: BUILT_LOOK })]).toEqual([true, true]);
  const look = { ...BUILT_LOOK, accent: " #7a1f5c", feedback_url: "mailto:me@example.org", short_name: "Poems" };
  expect(hasRightLook({ look })).toBe(true);
});

it.each([
  ["accent", "red"],
  ["page_dark", "#12345"],
  ["short_name", "x".repeat(31)],
  ["feedback_url", "javascript:alert(1)"],
  ["feedback_url", "http://plain.example"],
] as const)("takes no %s %j", (name, text) => {
  const look = { ...BUILT_LOOK, [name]: text };
  expect([isFieldRight(look, name), hasRightLook({ look })]).toEqual([false, false]);
});

it("reads an icon that is what its name says", async () => {
  const svg = await readIcon(new File(['<?xml version="1.0"?><svg xmlns="x"/>'], "logo.SVG"));
  expect(svg).toEqual({ name: "logo.SVG", kind: "svg", base64: btoa('<?xml version="1.0"?><svg xmlns="x"/>') });
  expect(await readIcon(new File(["<svg/>"], "a.svg"))).toMatchObject({ kind: "svg" });
  expect(await readIcon(new File([PNG], "logo.png"))).toMatchObject({ kind: "png" });
});

it.each([
  ["of another kind", new File([PNG], "logo.gif")],
  ["that is no picture", new File(["text"], "logo.png")],
  ["that is no drawing", new File(["<html>"], "logo.svg")],
  ["that is too large", new File([PNG, new Uint8Array(LONGEST_ICON)], "logo.png")],
])("reads no icon %s", async (_name, file) => expect(await readIcon(file)).toBeUndefined());
