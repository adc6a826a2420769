/**
 * Fuzzes every reader of checkpoints for as long as asked (default one minute) and prints how many inputs there were.
 *
 *     npm run fuzz -- [SECONDS]
 *
 * A failure prints the seed that brings it back.
 */
import * as fc from "fast-check";
import { FUZZ_TARGETS, fuzz } from "../../src/convert/read/testing/fuzz-targets.ts";

const RUNS = 2000;
const end = Date.now() + 1000 * Number(process.argv[2] ?? 60);
let inputs = 0;
do {
  for (const target of FUZZ_TARGETS) {
    const seed = Date.now() % 2 ** 31;
    await fc.assert(fuzz(target), { numRuns: RUNS, seed }).catch((error) => {
      console.error(`${target.name}, seed ${seed}: ${error.message}`);
      process.exit(1);
    });
    inputs += RUNS;
  }
} while (Date.now() < end);
console.log(`${inputs.toLocaleString("en")} inputs to ${FUZZ_TARGETS.length} readers: read or refused, nothing else.`);
