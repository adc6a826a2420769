import * as v from "valibot";
import type { ModelSource } from "./model-source.ts";

/** Where the site's packages are, from its base. */
const FOLDER = "models";

/** The model that the site itself offers. */
export const OWN_MODEL = { kind: "site", path: `${FOLDER}/quotes` } as const satisfies ModelSource;

/** Name of a package's folder on the site: no path, so that a link or a manifest can name nothing outside of {@link FOLDER}. */
export const siteModelName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9](?:[\w-]|\.(?!\.)){0,63}$/, "must be the name of a folder"),
);

/** The package of the site with that folder's name. */
export function siteModel(name: string): ModelSource {
  return { kind: "site", path: `${FOLDER}/${name}` };
}

/** The name that a link has for a model: none for the site's own, and for those that are not on the site. */
export function siteNameOf(source: ModelSource): string | undefined {
  if (source.kind !== "site" || source.path === OWN_MODEL.path) return undefined;
  const name = source.path.slice(FOLDER.length + 1);
  return v.is(siteModelName, name) && source.path === `${FOLDER}/${name}` ? name : undefined;
}
