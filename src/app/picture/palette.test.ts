import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FONTS } from "./draw.ts";
import { PALETTE } from "./palette.ts";

const css = readFileSync("src/app/app.css", "utf8");
const tailwind = readFileSync("node_modules/tailwindcss/theme.css", "utf8");
const names = {
  page: "page",
  card: "card",
  soft: "accent-soft",
  line: "line",
  ink: "ink",
  muted: "muted",
  accent: "accent",
};

describe("a picture", () => {
  it.each(Object.entries(names))("has the page's colour for %s", (role, name) => {
    const [, light, dark] = new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? [];
    expect([light, dark]).toEqual([Reflect.get(PALETTE.light, role), Reflect.get(PALETTE.dark, role)]);
  });

  it("has the page's typefaces", () => {
    const stack = (text: string, name: string) =>
      new RegExp(`--font-${name}:\\s*([^;]+);`).exec(text)?.[1]?.replace(/\s+/g, " ");
    expect(FONTS.serif).toBe(stack(css, "serif"));
    expect(css).not.toContain("--font-sans");
    expect(FONTS.sans).toBe(stack(tailwind, "sans"));
  });
});
