import type { ApiCall, OnDeltas } from "../contract/api/host.ts";
import type { GenerateDelta, GenerateResult } from "../contract/generate-result.ts";
import type { Outcome } from "../contract/outcome.ts";
import type { Engine } from "../contract/engine.ts";

/** How long an answer is kept for a caller that may ask for it again, in milliseconds. */
const KEEP_MS = 10 * 60_000;
/** Answers kept at most; the oldest goes first. */
const KEEP_MOST = 64;

/** A call that was taken: its pieces so far, for whoever asks for them again, and its end. */
export interface Ticket {
  readonly call: ApiCall;
  readonly run: number;
  readonly pieces: GenerateDelta[];
  readonly outcome: Promise<Outcome<GenerateResult>>;
  /** Resolves at the next piece and at the end. */
  news: Promise<void>;
  settled: boolean;
  /** The service worker has the outcome; nobody will ask for it again unless by an idempotency key. */
  released: boolean;
  readonly taken: number;
}

/** Has a call computed. */
export function beginTicket(engine: Pick<Engine, "generate">, taken: Pick<Ticket, "call" | "run" | "taken">): Ticket {
  const pieces: GenerateDelta[] = [];
  let announce = () => {};
  const nextNews = () =>
    new Promise<void>((resolve) => {
      announce = resolve;
    });
  // The engine is not made to wait for the listener: a service worker that was stopped would hold it for ever.
  const onDelta = (delta: GenerateDelta) => {
    pieces.push(delta);
    announce();
    ticket.news = nextNews();
  };
  const outcome = engine.generate(taken.call.request, taken.run, onDelta, "caller");
  const ticket: Ticket = { ...taken, pieces, outcome, news: nextNews(), settled: false, released: false };
  const settle = () => {
    ticket.settled = true;
    announce();
  };
  outcome.then(settle, settle);
  return ticket;
}

/** True when `call` asks again for what `ticket` already computes or has computed. */
export function isSameCall({ call: earlier, released }: Ticket, call: ApiCall): boolean {
  if (call.idempotencyKey !== undefined) {
    return earlier.idempotencyKey === call.idempotencyKey && earlier.fingerprint === call.fingerprint;
  }
  return !released && earlier.incarnation !== call.incarnation && earlier.fingerprint === call.fingerprint;
}

/** Hands on a ticket's pieces, each time those that came while the last ones were taken, then its outcome. */
export async function follow(ticket: Ticket, onDeltas?: OnDeltas): Promise<Outcome<GenerateResult>> {
  if (onDeltas === undefined) return ticket.outcome;
  let sent = 0;
  while (sent < ticket.pieces.length || !ticket.settled) {
    const pieces = ticket.pieces.slice(sent);
    sent += pieces.length;
    await (pieces.length === 0 ? ticket.news : onDeltas(pieces));
  }
  return ticket.outcome;
}

/** Lets go of answers that nobody will ask for again. */
export function forgetTickets(tickets: Map<string, Ticket>, now: number): void {
  for (const [id, ticket] of tickets) {
    const keyless = ticket.released && ticket.call.idempotencyKey === undefined;
    const old = now - ticket.taken > KEEP_MS || tickets.size > KEEP_MOST;
    if (ticket.settled && (keyless || old)) tickets.delete(id);
  }
}
