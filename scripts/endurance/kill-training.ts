import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { randomStream } from "../../src/generate/random.ts";

/**
 * Kills a training of the command line at random moments and lets it go on each time, then compares what came of it with what comes of
 * one that nobody killed. Prints every kill; exits with 1 where the perplexities of the texts set aside are more than 1 % apart.
 *
 * Usage: npm run endurance:training -- --base PACKAGE --texts FILE [--kills 20] [--epochs 1] [--seed 1]
 */
const { values } = parseArgs({
  options: {
    base: { type: "string" },
    texts: { type: "string" },
    kills: { type: "string", default: "20" },
    epochs: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
});
const { base, texts } = values;
if (base === undefined || texts === undefined) {
  console.error("Which model and texts? npm run endurance:training -- --base PACKAGE --texts FILE");
  process.exit(2);
}

const MOST_APART = 0.01;
const CLI = new URL("../../src/cli/main.ts", import.meta.url).pathname;
const result = v.object({ step: v.number(), after: v.number() });

interface Run {
  readonly child: ChildProcess;
  /** What it said at its end; undefined where it was killed. */
  readonly ended: Promise<v.InferOutput<typeof result> | undefined>;
}

const folder = await mkdtemp(join(tmpdir(), "hostless-training-"));
const random = randomStream(Number(values.seed), 0);
try {
  const began = performance.now();
  const whole = await start("whole").ended;
  if (whole === undefined) throw new Error("The training that nobody kills did not end.");
  const lasts = performance.now() - began;
  console.log(`not killed: perplexity ${whole.after.toFixed(4)} at step ${whole.step}, ${(lasts / 1000).toFixed(0)} s`);
  const kills = Number(values.kills);
  if (!(kills > 0)) throw new Error(`--kills ${values.kills} is no number of kills.`);
  const found = await killAll(kills, lasts);
  const apart = Math.max(...found.map(({ after }) => Math.abs(after / whole.after - 1)));
  console.log(`${found.length} trainings, ${(100 * apart).toFixed(4)} % apart at most`);
  if (!(apart <= MOST_APART)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

/** Kills so many times, in as many trainings as that takes. @returns what came of each */
async function killAll(kills: number, lasts: number): Promise<readonly v.InferOutput<typeof result>[]> {
  const found: v.InferOutput<typeof result>[] = [];
  for (let kill = 0, training = 0; ; ) {
    const run = start(`killed-${training}`);
    const moment = random() * lasts;
    const timer = kill < kills ? setTimeout(() => run.child.kill("SIGKILL"), moment) : undefined;
    const end = await run.ended;
    clearTimeout(timer);
    if (end === undefined) {
      kill++;
      console.log(`kill ${kill} of training ${training}, after ${(moment / 1000).toFixed(1)} s`);
      continue;
    }
    found.push(end);
    training++;
    console.log(`training ${training}: perplexity ${end.after.toFixed(4)} at step ${end.step}`);
    if (kill >= kills) return found;
  }
}

function start(out: string): Run {
  const line = ["finetune", "--base", base ?? "", "--texts", texts ?? "", "--out", join(folder, out), "--json"];
  const args = ["--import", "tsx", CLI, ...line, "--rate", "0.003", "--epochs", values.epochs];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const ended = new Promise<v.InferOutput<typeof result> | undefined>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(undefined);
      else if (code === 0) resolve(v.parse(result, JSON.parse(said)));
      else reject(new Error(`The training ended with ${code}.`));
    });
  });
  return { child, ended };
}
