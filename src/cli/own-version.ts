import { readFile } from "node:fs/promises";
import * as v from "valibot";

const ownPackage = v.object({ version: v.string() });

/** The version of this program. */
export async function ownVersion(): Promise<string> {
  for (const place of ["../package.json", "../../package.json"]) {
    const text = await readFile(new URL(place, import.meta.url), "utf8").catch(() => undefined);
    if (text !== undefined) return v.parse(ownPackage, JSON.parse(text)).version;
  }
  return "0";
}
