import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writePeers } from "./peers.ts";
import { readResults } from "./results-file.ts";

const folder = fileURLToPath(new URL("results", import.meta.url));
const all = existsSync(folder) ? readResults(folder) : [];
if (all.length > 0) console.log(writePeers(all));
else console.error("Nothing has been measured yet: `npm run bench` writes to bench/results/.");
