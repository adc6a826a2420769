import { hubSource, type ModelSource } from "./model-source.ts";
import { type Outcome, succeed } from "./outcome.ts";
import { siteModel } from "./own-model.ts";
import { readModelName } from "./read-model-name.ts";

/**
 * The model that a link, a frame or a visitor names: one of this site by its folder's name, else one of the Hub by
 * {@link readModelName}.
 * @param siteModels names of the site's models
 */
export function findNamed(name: string, siteModels: readonly string[]): Outcome<ModelSource> {
  const read = readModelName(name);
  // What a link picks up on its way is taken off a name of the site, too.
  const bare = read.ok && Object.keys(read.value).length === 1 ? read.value.repo : undefined;
  const site = siteModels.find((one) => one === name || one === bare);
  if (site !== undefined) return succeed(siteModel(site));
  return read.ok ? succeed(hubSource(read.value)) : read;
}
