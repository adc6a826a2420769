import { readSiteMeta } from "../../bridge/site-meta.ts";
import { DEFAULT_TITLE, META_TITLE } from "../../contract/site-meta.ts";

/** What the site calls itself, as its owner has it; a name that no language changes. */
export const PRODUCT = readSiteMeta(META_TITLE) ?? DEFAULT_TITLE;
