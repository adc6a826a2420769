import { refuse } from "../contract/outcome.ts";
import type { PublishedPackage } from "./package-files.ts";

/** The licence of a package that is to be published. @throws Refusal `not_published` without one */
export function requireLicense({ card: { license } }: PublishedPackage): string {
  if (license === undefined) throw refuse("not_published", "no_license", {});
  return license;
}
