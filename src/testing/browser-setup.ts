import { findBrowser } from "./browser.ts";

/** Sees to it that there is a browser before the tests of components start it; says what to install where there is none. */
export function setup(): void {
  findBrowser();
}
