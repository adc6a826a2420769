import { deviceOf } from "../contract/backends.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import type { BackendReport } from "../contract/model-info.ts";
import { failureOf, makeNote, type Note, refuse } from "../contract/outcome.ts";
import type { Candidate, Plan } from "./plan.ts";
import { selfTest } from "./self-test.ts";

export interface StartedBackend {
  readonly pass: ForwardPass;
  readonly report: BackendReport;
}

export interface StartOptions {
  readonly create: (candidate: Candidate) => Promise<{ readonly pass: ForwardPass; readonly threads: number }>;
  readonly knownAnswer: ModelManifest["known_answer"] | undefined;
  readonly now: () => number;
  /** Has the test done when nothing else is computed; absent where nothing is. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Tested extends Candidate {
  readonly pass: ForwardPass;
  readonly threads: number;
  readonly msPerToken: number;
}

/** Failures of the model's files or the visitor's choice; another backend would not help. */
const FINAL = new Set([
  "cancelled",
  "network",
  "offline",
  "integrity",
  "size_mismatch",
  "rate_limited",
  "unauthorized",
]);

/**
 * Starts the first candidate that passes the self-test, or where the plan measures the fastest.
 * One that works is kept where the next one cannot be downloaded.
 * @throws Refusal the candidates' own when they agree on its code, else `no_backend` naming each one's trouble
 */
export async function startBackend(plan: Plan, options: StartOptions): Promise<StartedBackend> {
  const tried: BackendReport["tried"][number][] = [];
  let best: Tested | undefined;
  const errors: unknown[] = [];
  for (const candidate of plan.candidates) {
    try {
      const tested = await createTested(candidate, options);
      tried.push({ backend: tested.backend, msPerToken: tested.msPerToken });
      const loser = best !== undefined && best.msPerToken <= tested.msPerToken ? tested : best;
      await loser?.pass.dispose();
      if (loser !== tested) best = tested;
      if (!plan.measure) break;
    } catch (error) {
      const refused = failureOf(error);
      const isFinal = FINAL.has(refused.code);
      if (refused.code === "cancelled" || (isFinal && best === undefined)) {
        await best?.pass.dispose().catch(() => undefined);
        throw error;
      }
      errors.push(error);
      tried.push({ backend: candidate.backend, refused });
      if (isFinal) break;
    }
  }
  if (best === undefined) throw whyNone(errors, tried);
  return { pass: best.pass, report: reportOf(best, plan, tried) };
}

/** What is told of the backend that runs on, where others were tried before it and after it. */
export function reportAll(running: BackendReport, tried: BackendReport["tried"]): BackendReport {
  return { ...running, reason: whyThis(tried) ?? running.reason, tried };
}

/** Milliseconds a token of the backend that runs. */
export function speedOf({ backend, tried }: BackendReport): number {
  return tried.find((entry) => entry.backend === backend)?.msPerToken ?? Number.POSITIVE_INFINITY;
}

/** Whether the choice holds for later loads, too: it does not where a download kept a backend from being timed. */
export function isLasting({ tried }: BackendReport): boolean {
  return tried.every(({ refused }) => refused === undefined || !FINAL.has(refused.code));
}

async function createTested(
  candidate: Candidate,
  { create, knownAnswer, now, inTurn = (work) => work() }: StartOptions,
): Promise<Tested> {
  const { pass, threads } = await create(candidate);
  try {
    const { msPerToken } = await inTurn(() => selfTest(pass, knownAnswer, now));
    return { ...candidate, pass, threads, msPerToken };
  } catch (error) {
    // A broken backend may fail at its end, too; the first failure is the one that tells.
    await pass.dispose().catch(() => undefined);
    throw asRefused(error);
  }
}

/** What has never run yet fails by its files, or by what the backend cannot do with them. */
function asRefused(error: unknown): unknown {
  const why = failureOf(error);
  return why.code === "internal" ? refuse("self_test_failed", "could_not_run", { why }) : error;
}

function reportOf(best: Tested, plan: Plan, tried: BackendReport["tried"]): BackendReport {
  const { backend, dtype, threads } = best;
  const reason = whyThis(tried) ?? plan.reason;
  return { backend, device: deviceOf(backend), dtype, threads, reason, tried };
}

/** Why one of several that were tried runs; nothing where it was the only one. */
function whyThis(tried: BackendReport["tried"]): Note | undefined {
  const [refused] = tried.flatMap(({ backend, refused: why }) => (why === undefined ? [] : [{ backend, why }]));
  if (refused !== undefined) return makeNote("refused", refused);
  const count = tried.filter(({ msPerToken }) => msPerToken !== undefined).length;
  return count > 1 ? makeNote("fastest", { count }) : undefined;
}

/** What fails alike on all backends is the model's fault, and is reported as it is. */
function whyNone(errors: readonly unknown[], tried: BackendReport["tried"]): unknown {
  if (new Set(errors.map((error) => failureOf(error).code)).size === 1) return errors[0];
  const each = tried.flatMap(({ backend, refused: why }) =>
    why === undefined ? [] : [makeNote("backend", { backend, why })],
  );
  return refuse("no_backend", "none_works", { tried: each });
}
