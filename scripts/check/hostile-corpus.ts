/**
 * Reads the hostile corpus and says how many were refused, the slowest, and the most memory this process ever had. With
 * a number, only checkpoints of at least so many bytes.
 *
 *     npx tsx scripts/check/hostile-corpus.ts [BYTES]
 *
 * `src/convert/read/hostile.deep.test.ts` runs it in a process whose heap may hardly grow.
 */
import { hostileCorpus } from "../../src/convert/read/testing/hostile-corpus.ts";
import { loadAll } from "../../src/convert/read/testing/load-all.ts";

const least = Number(process.argv[2] ?? 0);
let refused = 0;
let slowest = { name: "", ms: 0 };
for (const { name, code, files } of hostileCorpus()) {
  if (files.reduce((sum, { bytes }) => sum + bytes.size, 0) < least) continue;
  const start = process.cpuUsage();
  const verdict = await loadAll(files).then(
    () => "accepted",
    (error) => error?.failure?.code ?? "crashed",
  );
  // Of the processor, not of the clock: other programs on the machine must not count.
  const ms = process.cpuUsage(start).user / 1000;
  if (ms > slowest.ms) slowest = { name, ms };
  if (verdict === code) refused++;
  else {
    console.error(`${name}: ${verdict} instead of ${code}`);
    process.exitCode = 1;
  }
}
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `${refused} hostile checkpoints refused; slowest ${slowest.ms.toFixed(0)} ms (${slowest.name}); peak ${peak} MB`,
);
