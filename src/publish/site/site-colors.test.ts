import { describe, expect, it } from "vitest";
import { contrastOf, LEAST_CONTRAST } from "../../contract/color-contrast.ts";
import { saying } from "../../contract/testing/refused.ts";
import { accentOf, colorSheet, groundsOf } from "./site-colors.ts";

/** Both colours of a token in a sheet. */
function both(sheet: string | undefined, token: string): string[] {
  const [, light = "", dark = ""] =
    new RegExp(`--color-${token}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(sheet ?? "") ?? [];
  return [light, dark];
}

describe("colorSheet", () => {
  it("is none where no colour was chosen", () => {
    expect([colorSheet(undefined), colorSheet({})]).toEqual([undefined, undefined]);
  });

  it.each(["#7a1f5c", "#17594c", "#5b21b6", "#000000"])(
    "makes of %s all that follows from it, readable in both schemes",
    (accent) => {
      const sheet = colorSheet({ accent });
      const [page, own, soft, on] = ["page", "accent", "accent-soft", "on-accent"].map((token) => both(sheet, token));
      expect(own?.[0]).toBe(accent);
      for (const scheme of [0, 1]) {
        const color = own?.[scheme] ?? "";
        for (const ground of [page, soft, on])
          expect(contrastOf(color, ground?.[scheme] ?? "")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }
    },
  );

  it("leaves the accent alone where only the page was chosen", () => {
    expect(colorSheet({ page: "#ffffff" })).toBe(":root {\n  --color-page: light-dark(#ffffff, #131415);\n}\n");
  });

  it("refuses what cannot be read, with figure and limit", () => {
    expect(() => colorSheet({ accent: "#ffcc00" })).toThrow(
      saying("site.json: colors.accent is #ffcc00, whose contrast with #f7f5f1 is 1.4, less than 4.5"),
    );
    expect(() => colorSheet({ page: "#808080" })).toThrow(saying("colors.page is #808080"));
    expect(() => colorSheet({ accent: "#17594c", accent_dark: "#17594c" })).toThrow(saying("colors.accent_dark"));
  });
});

it("the app's frame and ground are the owner's, else the built ones", () => {
  expect([accentOf({ accent: "#7a1f5c" }), accentOf(undefined)]).toEqual(["#7a1f5c", "#17594c"]);
  expect(groundsOf({ page: "#ffffff" })).toEqual({ light: "#ffffff", dark: "#131415" });
});
