import { UsageError } from "../command.ts";

/** Where a package goes. */
export type Target =
  | { readonly kind: "hf"; readonly name: string }
  | { readonly kind: "gh"; readonly name: string }
  | { readonly kind: "dir"; readonly path: string }
  | { readonly kind: "zip"; readonly path: string };

/** As the Hub and GitHub name repositories. */
const NAME = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** @throws UsageError */
export function parseTarget(text: string): Target {
  const [, kind, rest = ""] = /^(hf|gh|dir|zip):(.+)$/.exec(text) ?? [];
  if (kind === "dir" || kind === "zip") return { kind, path: rest };
  if ((kind === "hf" || kind === "gh") && NAME.test(rest)) return { kind, name: rest };
  throw new UsageError(`--to ${text}: give hf:owner/name, gh:owner/name, dir:FOLDER or zip:FILE.`);
}
