import { HUB_URL } from "../contract/security-headers.ts";
import { META_HUB } from "../contract/site-meta.ts";
import { readSiteMeta } from "./site-meta.ts";

/** The Hub that this site loads foreign models from: its owner may have named another than the real one. */
export function hubUrl(): string {
  return readSiteMeta(META_HUB) ?? HUB_URL;
}
