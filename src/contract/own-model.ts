import * as v from "valibot";
import { parseModelReference } from "./model-reference.ts";
import { hubSource, isSameSource, type ModelSource } from "./model-source.ts";

/** Where the site's packages are, from its base. */
export const MODELS_FOLDER = "models";

/** The folder of the model that a site is built with, where its owner names no other. */
export const BUILT_MODEL = "quotes";

/** Name of a package's folder on the site: no path, so that a link or a manifest can name nothing outside of {@link MODELS_FOLDER}. */
export const siteModelName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9](?:[\w-]|\.(?!\.)){0,63}$/));

/** The package of the site with that folder's name. */
export function siteModel(name: string): ModelSource {
  return { kind: "site", path: `${MODELS_FOLDER}/${name}` };
}

/** The model that a site opens with. @param name a folder, or a repository of the Hub, as `site.json` has it */
export function ownModelNamed(name: string = BUILT_MODEL): ModelSource {
  const model = name.includes("/") ? parseModelReference(name) : undefined;
  return model === undefined ? siteModel(name) : hubSource(model);
}

/** What a model is called before anything of it is known: as its folder or its repository. */
export function nameOfSource(source: ModelSource): string {
  if (source.kind === "hub") return source.repo;
  return source.kind === "site" ? source.path.slice(MODELS_FOLDER.length + 1) : source.name;
}

/** The name that a link has for a model: none for the site's own, and for those that are not on the site. */
export function siteNameOf(source: ModelSource, own: ModelSource): string | undefined {
  if (source.kind !== "site" || isSameSource(source, own)) return undefined;
  const name = nameOfSource(source);
  return v.is(siteModelName, name) && source.path === `${MODELS_FOLDER}/${name}` ? name : undefined;
}
