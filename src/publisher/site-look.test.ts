import { expect, it } from "vitest";
import type { SiteLook } from "../contract/publishing.ts";
import { saying } from "../contract/testing/refused.ts";
import { dressSite } from "./site-look.ts";

const BUILT: SiteLook = { short_name: "", accent: "", accent_dark: "", page: "", page_dark: "", feedback_url: "" };

it("says nothing where its owner has said nothing", () => {
  expect([dressSite(undefined), dressSite(BUILT), dressSite({ ...BUILT, accent: " " })]).toEqual(
    Array(3).fill({ settings: {}, added: [] }),
  );
});

it("says what was typed, with the icon as a file of the site", async () => {
  const icon = { name: "logo.svg", kind: "svg", base64: btoa("<svg/>") } as const;
  const look = { ...BUILT, accent: " #7a1f5c", feedback_url: "mailto:me@example.org", short_name: "Poems", icon };
  const { settings, added } = dressSite(look);
  expect(settings).toEqual({
    short_name: "Poems",
    feedback_url: "mailto:me@example.org",
    colors: { accent: "#7a1f5c" },
    icon: "icons/site.svg",
  });
  expect([added[0]?.path, await added[0]?.content.text()]).toEqual(["icons/site.svg", "<svg/>"]);
});

it.each([
  [{ accent: "red" }, 'colors.accent is "red"'],
  [{ accent: "#ffcc00" }, "colors.accent is #ffcc00, whose contrast"],
  [{ feedback_url: "javascript:alert(1)" }, "feedback_url is"],
  [{ short_name: "x".repeat(31) }, "at most 30 characters"],
])("is refused by field and value: %j", (change, said) => {
  expect(() => dressSite({ ...BUILT, ...change })).toThrow(saying(said));
});
