import { readSiteMeta } from "../../bridge/site-meta.ts";
import { DEFAULT_TITLE, SITE_META } from "../../contract/site-meta.ts";

/** What the site calls itself, as its owner has it; a name that no language changes. */
export const PRODUCT = readSiteMeta(SITE_META.title) ?? DEFAULT_TITLE;
