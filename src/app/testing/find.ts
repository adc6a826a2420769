import { page } from "vitest/browser";

/** Parts of the drawn page by role and name, as assistive technology finds them. */
export const button = (name: string) => page.getByRole("button", { name, exact: true });

export const dialog = (name: string) => page.getByRole("dialog", { name, exact: true });

/** The value beside a name in a list of facts. */
export const factOf = (name: string) =>
  page
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .element().nextElementSibling?.textContent;
