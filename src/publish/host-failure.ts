import { cleanLine } from "../contract/plain-text.ts";
import { Refusal, reasonOf, refuse } from "../contract/outcome.ts";
import type { Account } from "./publish-world.ts";

const LONGEST_REASON = 300;

/** A host's refusal, as its answer has it. */
interface HostAnswer {
  readonly status: number;
  /** Its own words. */
  readonly reason: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** What was being published when a host refused. */
export interface Published {
  readonly repo: string;
  /** The largest file, which a refusal for size is about. */
  readonly largest?: { readonly path: string; readonly bytes: number };
  /** What the host asked to wait, where its answer is not at hand. */
  readonly seconds?: number;
}

/** The failure of a host's answer. Its own words are kept, without the token and without addresses, which may carry signatures. */
export function answerFailure(
  answer: HostAnswer,
  { repo, largest, seconds: asked }: Published,
  account: Account,
): Refusal {
  const host = hostName(account);
  const seconds = answer.retryAfterSeconds ?? asked;
  const reason = cleanReason(answer.reason, account);
  switch (answer.status) {
    case 401:
      return refuse("not_published", "signed_out", { host });
    case 403:
      return refuse("not_published", "not_allowed", { host, repo });
    case 404:
      return refuse("not_published", "not_there", { host, repo });
    case 412:
      return refuse("not_published", "changed_meanwhile", { repo });
    case 413:
      return refuse("not_published", "too_large", { host, path: largest?.path ?? repo, bytes: largest?.bytes ?? 0 });
    case 429:
      return refuse("not_published", "busy", { host, seconds: seconds ?? 60 }, { retryAfterSeconds: seconds ?? 60 });
    default:
      return refuse("not_published", "refused", { host, status: `${answer.status}`, reason });
  }
}

/** The failure of a request that no answer came to. A refusal is one already. */
export function brokenFailure(error: unknown, account: Account): Refusal {
  if (error instanceof Refusal) return error;
  const host = hostName(account);
  return refuse("not_published", "broken_off", { host, reason: cleanReason(causeOf(error), account) });
}

export function hostName({ host }: Account): string {
  return new URL(host).host;
}

/** Node's `fetch` says what happened in the error's cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  return [reasonOf(error), ...(cause ? [reasonOf(cause)] : [])].join(": ");
}

/** A host's words without what must not be told. */
function cleanReason(reason: string, { token }: Account): string {
  const hidden = token === "" ? reason : reason.replaceAll(token, "…");
  return cleanLine(hidden.replace(/\b(?:https?|hf_)[^\s"']{6,}/g, "…"), LONGEST_REASON);
}
