import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where the built site lies: beside the built program, or at the top of a checkout. */
export function findSite(folder: string): string {
  const beside = join(folder, "../dist");
  const places = [beside, join(folder, "../../dist")];
  return places.find((place) => existsSync(join(place, "sw.js"))) ?? beside;
}
