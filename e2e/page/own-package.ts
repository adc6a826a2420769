import { readFileSync } from "node:fs";
import * as v from "valibot";
import { DTYPES, type Dtype, GRAPH_FILES } from "../../src/contract/dtypes.ts";

const told = v.object({ lighter: v.optional(v.string()), files: v.array(v.object({ path: v.string() })) });

/** What the site's own model comes with, which on an owner's copy of the site is the owner's. */
export function ownPackage(): { readonly lighter?: string; readonly dtypes: readonly Dtype[] } {
  const { lighter, files } = v.parse(told, JSON.parse(readFileSync("public/models/quotes/manifest.json", "utf8")));
  const dtypes = DTYPES.filter((dtype) => files.some(({ path }) => path === GRAPH_FILES[dtype]));
  return { dtypes, ...(lighter !== undefined && { lighter }) };
}
