import { makeZip } from "client-zip";
import { refuse } from "../contract/outcome.ts";
import type { SavedFile } from "../contract/model-library.ts";
import { makeOwnSite } from "./own-site.ts";
import type { Work } from "./to-hub.ts";

/** The whole site with the package as its own model, as a zip with its entries stored. @throws Refusal `not_published` */
export async function zipSite({ opened, edit, world, signal, onProgress }: Work): Promise<SavedFile> {
  const { made } = await opened.finish(edit);
  onProgress({ step: "hashing", fraction: 0.2 });
  const site = await makeOwnSite(world, made, signal, edit.look);
  onProgress({ step: "hashing", fraction: 0.7 });
  if (signal.aborted) throw refuse("cancelled", "load", {});
  const entries = site.map(({ path, content }) => ({ name: path, input: new Response(content), size: content.size }));
  const bytes = await new Response(makeZip(entries)).blob();
  onProgress({ step: "committing", fraction: 1 });
  return { name: `${made.manifest.name.replace(/[^\w.-]+/g, "-").slice(0, 80)}-site.zip`, bytes };
}
