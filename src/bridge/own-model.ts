import { ownModelNamed } from "../contract/own-model.ts";
import { META_MODEL, META_MODELS } from "../contract/site-meta.ts";
import { readSiteMeta } from "./site-meta.ts";

/** The model that this site opens with, as its owner has it. */
export const OWN_MODEL = ownModelNamed(readSiteMeta(META_MODEL));

/** Names of the models among which visitors of this site may choose; none where there is no choice. */
export const SITE_MODELS: readonly string[] = readSiteMeta(META_MODELS)?.split(",") ?? [];
