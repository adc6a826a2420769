/** Why a model under one licence may not be published under another. */
export type LicenseConflict = "non_commercial" | "no_derivatives" | "same_terms";

const NON_COMMERCIAL = /-nc\b|non-?commercial/i;
const NO_DERIVATIVES = /-nd\b/i;
/** What is made of these stays under their own terms: copyleft, share-alike, and licences whose use restrictions are passed on. */
const SAME_TERMS = /^(?:a?gpl|lgpl|cc-by(?:-nc)?-sa|.*openrail|bigscience|creativeml|llama|gemma)/i;

/**
 * What speaks against a model's licence where it was trained from another model, as far as the identifiers say it; `undefined` where
 * nothing does. No legal advice: a licence that is not known says nothing.
 */
export function licenseConflict(base: string, own: string): LicenseConflict | undefined {
  if (NO_DERIVATIVES.test(base)) return "no_derivatives";
  if (NON_COMMERCIAL.test(base) && !NON_COMMERCIAL.test(own)) return "non_commercial";
  if (SAME_TERMS.test(base) && !isSameFamily(base, own)) return "same_terms";
  return undefined;
}

/** A later version of the same licence may be asked for by it, an earlier one not; one without a number says nothing of it. */
function isSameFamily(base: string, own: string): boolean {
  const [older, newer] = [splitVersion(base), splitVersion(own)];
  if (older.family !== newer.family) return false;
  return older.version === "" || newer.version === "" || !isEarlier(newer.version, older.version);
}

function splitVersion(id: string): { readonly family: string; readonly version: string } {
  const [, family = id, version = ""] = /^(.*?)(?:-?v?(\d[\d.]*))?$/.exec(id.toLowerCase()) ?? [];
  return { family, version: version.replace(/(?:\.0*)+$/, "") };
}

/** Whether a version such as 2.0 comes before one such as 2.1. */
function isEarlier(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
