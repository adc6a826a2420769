import { deviceOf } from "../contract/backends.ts";
import type { BackendReport } from "../contract/engine.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { failureOf, Refusal } from "../contract/outcome.ts";
import type { Candidate, Plan } from "./plan.ts";
import { selfTest } from "./self-test.ts";

interface StartedBackend {
  readonly pass: ForwardPass;
  readonly report: BackendReport;
}

interface StartOptions {
  readonly create: (candidate: Candidate) => Promise<{ readonly pass: ForwardPass; readonly threads: number }>;
  readonly knownAnswer: ModelManifest["known_answer"] | undefined;
  readonly now: () => number;
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
 * Starts the first candidate that passes the self-test, or the fastest of those that pass where the plan measures.
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
      if (FINAL.has(failureOf(error).code)) throw error;
      errors.push(error);
      tried.push({ backend: candidate.backend, refused: failureOf(error).message });
    }
  }
  if (best === undefined) throw whyNone(errors, tried);
  return { pass: best.pass, report: reportOf(best, plan, tried) };
}

async function createTested(candidate: Candidate, { create, knownAnswer, now }: StartOptions): Promise<Tested> {
  const { pass, threads } = await create(candidate);
  try {
    const { msPerToken } = await selfTest(pass, knownAnswer, now);
    return { ...candidate, pass, threads, msPerToken };
  } catch (error) {
    // A broken backend may fail at its end, too; the first failure is the one that tells.
    await pass.dispose().catch(() => undefined);
    throw asRefused(error);
  }
}

/** What has never run yet fails by its files, or by what the backend cannot do with them. */
function asRefused(error: unknown): unknown {
  const { code, message } = failureOf(error);
  if (code !== "internal") return error;
  return new Refusal("self_test_failed", `The model could not be run: ${message}`, {
    hint: "Choose another dtype; if all do this, the model's files are damaged.",
  });
}

function reportOf(best: Tested, plan: Plan, tried: BackendReport["tried"]): BackendReport {
  const { backend, dtype, threads } = best;
  const refused = tried.find((entry) => entry.refused !== undefined);
  const measured = tried.filter((entry) => entry.msPerToken !== undefined).length;
  const reason =
    refused !== undefined
      ? `${refused.backend} was refused: ${refused.refused}`
      : measured > 1
        ? `fastest of ${measured} measured`
        : plan.reason;
  return { backend, device: deviceOf(backend), dtype, threads, reason, tried };
}

/** What fails alike on all backends is the model's fault, and is reported as it is. */
function whyNone(errors: readonly unknown[], tried: BackendReport["tried"]): unknown {
  if (new Set(errors.map((error) => failureOf(error).code)).size === 1) return errors[0];
  const list = tried.map(({ backend, refused }) => `${backend}: ${refused}`).join("; ");
  return new Refusal("no_backend", `No way to run this model works on this device (${list}).`, {
    hint: "Try another browser, or a smaller model.",
  });
}
