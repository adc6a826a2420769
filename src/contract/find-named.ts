import { hubSource, type ModelSource } from "./model-source.ts";
import { type Outcome, succeed } from "./outcome.ts";
import { siteModel } from "./own-model.ts";
import { bareName, readModelName } from "./read-model-name.ts";

/**
 * The model that a link, a frame or a visitor names: one of this site by its folder's name, else one of the Hub by
 * {@link readModelName}.
 * @param siteModels names of the site's models
 */
export function findNamed(name: string, siteModels: readonly string[]): Outcome<ModelSource> {
  // Compared before it is read as the Hub's: an address there names nothing of this site, and old names there lead elsewhere.
  const bare = bareName(name);
  const site = siteModels.find((one) => one === name || one === bare);
  if (site !== undefined) return succeed(siteModel(site));
  const read = readModelName(name);
  return read.ok ? succeed(hubSource(read.value)) : read;
}
