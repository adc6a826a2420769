import type { SchemeName } from "./formats.ts";

/** What a colour is for. */
export type Role = "page" | "card" | "soft" | "line" | "ink" | "muted" | "accent";

/** The colours of `app.css` by what they are for there; a test compares the two. */
export const PALETTE: Readonly<Record<SchemeName, Readonly<Record<Role, string>>>> = {
  light: {
    page: "#f7f5f1",
    card: "#fffefc",
    soft: "#e0eee9",
    line: "#e0dbd1",
    ink: "#1e1c19",
    muted: "#625c52",
    accent: "#17594c",
  },
  dark: {
    page: "#131415",
    card: "#1b1d1f",
    soft: "#1e3530",
    line: "#33373b",
    ink: "#eceae5",
    muted: "#a7a59f",
    accent: "#7fd0bd",
  },
};

/** Of a QR code, whatever the scheme: many readers know nothing else than dark on light. */
export const QR_COLOURS = { ground: "#ffffff", module: "#000000" } as const;
