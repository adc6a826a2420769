import { fileURLToPath } from "node:url";
import { writePeers } from "./peers.ts";
import { readResults } from "./results-file.ts";

console.log(writePeers(readResults(fileURLToPath(new URL("results", import.meta.url)))));
