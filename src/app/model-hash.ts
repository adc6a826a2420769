import { SITE_MODELS } from "../bridge/own-model.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { nameOfSource } from "../contract/own-model.ts";
import { writeReference } from "../contract/write-reference.ts";

/** What other pages of this site open a model by; nothing for the only one of a site, and for files. */
export function modelHash(source: ModelSource, siteModels: readonly string[] = SITE_MODELS): string {
  const isListed = source.kind === "site" && siteModels.includes(nameOfSource(source));
  const name = source.kind === "hub" ? writeReference(source) : isListed && nameOfSource(source);
  return name ? `#model=${name}` : "";
}
