import type { Check } from "./check.ts";
import type { Result } from "./table.ts";
import type { OwnedWorld } from "./world.ts";

/**
 * Runs a check until it holds, at most once and `retries` times more, each in a new tab. What failed is told at once,
 * and a check that held only then says so.
 */
export async function runCheck(check: Check, world: OwnedWorld, retries: number): Promise<Result> {
  const reason = check.notPossible?.[world.engine.name];
  if (reason !== undefined) return tell({ kind: "not possible", reason });
  for (let attempt = 1; ; attempt++) {
    const result = tell(await runOnce(check, world, attempt));
    if (result.kind !== "failed") return result;
    await world.leave();
    if (attempt > retries) return result;
  }

  function tell(result: Result): Result {
    console.log(`${world.engine.name}  ${lineOf(check, result)}`);
    return result;
  }
}

async function runOnce(check: Check, world: OwnedWorld, attempt: number): Promise<Result> {
  const began = performance.now();
  try {
    const note = await check.run(world);
    return { kind: "ok", note, attempt, ms: performance.now() - began };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "failed", message, attempt, ms: performance.now() - began };
  }
}

function lineOf({ name }: Check, result: Result): string {
  if (result.kind === "not possible") return `–     ${name}: not possible here because ${result.reason}`;
  const how = `(${result.attempt > 1 ? `attempt ${result.attempt}, ` : ""}${(result.ms / 1000).toFixed(1)} s)`;
  if (result.kind === "failed") return `FAIL  ${name} ${how}: ${result.message}`;
  return `ok    ${name} ${how}${result.note === undefined ? "" : `: ${result.note}`}`;
}
