import { ownModelNamed } from "../contract/own-model.ts";
import { META_MODEL } from "../contract/site-meta.ts";
import { readSiteMeta } from "./site-meta.ts";

/** The model that this site opens with, as its owner has it. */
export const OWN_MODEL = ownModelNamed(readSiteMeta(META_MODEL));
