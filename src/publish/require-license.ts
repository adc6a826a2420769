import { refuse } from "../contract/outcome.ts";
import type { CompletedCard } from "./card/complete-card.ts";

/** The licence of what is to be published. @throws Refusal `not_published` without one */
export function requireLicense({ card: { license } }: { readonly card: CompletedCard }): string {
  if (license === undefined) throw refuse("not_published", "no_license", {});
  return license;
}
