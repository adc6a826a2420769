import { contrastOf, LEAST_CONTRAST, mixColors } from "../../contract/color-contrast.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { SITE_SETTINGS, type SiteColors } from "../../contract/site-settings.ts";

/** The page as `app.css` has it: its ground, and the faintest text on it. */
const BUILT_PAGE = { light: "#f7f5f1", dark: "#131415" } as const;
const MUTED = { light: "#625c52", dark: "#a7a59f" } as const;
const BUILT_ACCENT = "#17594c";
const WHITE = "#ffffff";
const BLACK = "#000000";
/** How much of the accent is in the ground of what is pressed. */
const SOFT = 0.1;

type Scheme = "light" | "dark";

/** Every colour that follows from what an owner chose, in one scheme. */
interface Palette {
  readonly page: string;
  readonly accent: string;
  readonly strong: string;
  readonly soft: string;
  readonly onAccent: string;
}

/**
 * A style sheet with an owner's colours, for both schemes; `undefined` where none was chosen.
 * @throws Refusal `malformed_file` for a colour on which text cannot be read
 */
export function colorSheet(colors: SiteColors | undefined): string | undefined {
  if (colors === undefined || Object.keys(colors).length === 0) return undefined;
  const [light, dark] = [paletteOf(colors, "light"), paletteOf(colors, "dark")];
  const both = (name: keyof Palette) => `light-dark(${light[name]}, ${dark[name]})`;
  const lines = [`  --color-page: ${both("page")};`];
  if (colors.accent !== undefined || colors.accent_dark !== undefined) {
    lines.push(
      `  --color-accent: ${both("accent")};`,
      `  --color-accent-strong: ${both("strong")};`,
      `  --color-accent-soft: ${both("soft")};`,
      `  --color-on-accent: ${both("onAccent")};`,
    );
  }
  return `:root {\n${lines.join("\n")}\n}\n`;
}

/** The page's ground in each scheme, also where none was chosen. */
export function groundsOf(colors: SiteColors | undefined): Readonly<Record<Scheme, string>> {
  return { light: colors?.page ?? BUILT_PAGE.light, dark: colors?.page_dark ?? BUILT_PAGE.dark };
}

/** The colour of the app's frame. */
export function accentOf(colors: SiteColors | undefined): string {
  return colors?.accent ?? BUILT_ACCENT;
}

function paletteOf(colors: SiteColors, scheme: Scheme): Palette {
  const page = groundsOf(colors)[scheme];
  const suffix = scheme === "light" ? "" : "_dark";
  requireContrast(page, MUTED[scheme], `colors.page${suffix}`, page);
  const chosen = scheme === "light" ? colors.accent : colors.accent_dark;
  const accent = chosen ?? readable(colors.accent ?? BUILT_ACCENT, page, scheme === "light" ? BLACK : WHITE);
  const soft = mixColors(page, accent, SOFT);
  requireContrast(accent, page, `colors.accent${suffix}`, accent);
  requireContrast(accent, soft, `colors.accent${suffix}`, accent);
  const onAccent = contrastOf(accent, WHITE) >= contrastOf(accent, BLACK) ? WHITE : BLACK;
  return { page, accent, soft, onAccent, strong: mixColors(accent, onAccent === WHITE ? BLACK : WHITE, 0.2) };
}

/** The colour, with as much of the other as it takes to be read on the ground and on what is pressed. */
function readable(accent: string, page: string, other: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mixColors(accent, other, share);
    if (contrastOf(tried, mixColors(page, tried, SOFT)) >= LEAST_CONTRAST) return tried;
  }
  return other;
}

function requireContrast(one: string, ground: string, field: string, value: string): void {
  const found = contrastOf(one, ground);
  if (found < LEAST_CONTRAST)
    throw refuseFile(SITE_SETTINGS, "low_contrast", { field, value, other: ground, found, least: LEAST_CONTRAST });
}
