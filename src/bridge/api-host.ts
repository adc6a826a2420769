import { type ApiCall, type ApiHost, type ApiStatus, type OnDeltas, QUEUE_LIMIT } from "../contract/api/host.ts";
import type { Engine } from "../contract/engine.ts";
import type { GenerateDelta, GenerateResult } from "../contract/generate-result.ts";
import { fail, failed, makeFailure, type Outcome } from "../contract/outcome.ts";

/** How long an answer is kept for a caller that may ask for it again, in milliseconds. */
const KEEP_MS = 10 * 60_000;
/** Answers kept at most; the oldest goes first. */
const KEEP_MOST = 64;

/** A call that was taken: its pieces so far, for whoever asks for them again, and its end. */
interface Ticket {
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

export interface ApiHostOptions {
  readonly engine: Pick<Engine, "generate" | "stop" | "score" | "alternatives">;
  /** The current model, or why there is none. */
  readonly model: () => Omit<ApiStatus, "queued">;
  /** Numbers of runs, shared with the page's own so that they never meet. */
  readonly nextRun: () => number;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Lets a service worker or an embedding site use this page's engine: at most {@link QUEUE_LIMIT} calls at a time, and
 * a call that arrives twice (same idempotency key, or sent again by a browser that restarted the service worker) is
 * computed once.
 */
export function createApiHost({ engine, model, nextRun, now }: ApiHostOptions): ApiHost {
  const tickets = new Map<string, Ticket>();
  /** Runs that only read a text, by the id of their call. */
  const readings = new Map<string, number>();
  const queued = () => [...tickets.values()].filter((ticket) => !ticket.settled).length + readings.size;

  /** Why no further call is taken now. Its words are the page's own, or were cleaned where a failure crossed to it. */
  const refusal = (): Outcome<never> | undefined => {
    const { model: loaded, reason } = model();
    if (loaded === undefined) return failed(reason ?? makeFailure("not_loaded", "none", {}));
    if (queued() < QUEUE_LIMIT) return undefined;
    return fail("busy", "queue", { most: QUEUE_LIMIT }, { retryAfterSeconds: 1 });
  };

  const take = (call: ApiCall): Ticket => {
    const ticket = begin(engine, { call, run: nextRun(), taken: now() });
    tickets.set(call.id, ticket);
    return ticket;
  };

  const read = async <T>(id: string, work: (run: number) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const refused = refusal();
    if (refused !== undefined) return refused;
    const run = nextRun();
    readings.set(id, run);
    try {
      return await work(run);
    } finally {
      readings.delete(id);
    }
  };

  return {
    status: async () => ({ ...model(), queued: queued() }),

    async generate(call, onDeltas) {
      forget(tickets, now());
      const earlier = [...tickets.values()].find((ticket) => isSameCall(ticket, call));
      if (earlier !== undefined) {
        const outcome = await follow(earlier, onDeltas);
        earlier.released = true;
        return outcome;
      }
      return refusal() ?? follow(take(call), onDeltas);
    },

    async stop(id) {
      const ticket = tickets.get(id);
      const run = ticket?.settled === false ? ticket.run : readings.get(id);
      if (run !== undefined) await engine.stop(run);
    },

    async release(id) {
      const ticket = tickets.get(id);
      if (ticket !== undefined) ticket.released = true;
    },

    score: ({ id, ...request }) => read(id, (run) => engine.score(request, run, undefined, "caller")),

    alternatives: ({ id, ...request }) => read(id, (run) => engine.alternatives(request, run, "caller")),
  };
}

/** Has a call computed. */
function begin(engine: ApiHostOptions["engine"], taken: Pick<Ticket, "call" | "run" | "taken">): Ticket {
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
function isSameCall({ call: earlier, released }: Ticket, call: ApiCall): boolean {
  if (call.idempotencyKey !== undefined) {
    return earlier.idempotencyKey === call.idempotencyKey && earlier.fingerprint === call.fingerprint;
  }
  return !released && earlier.incarnation !== call.incarnation && earlier.fingerprint === call.fingerprint;
}

/** Hands on a ticket's pieces, each time those that came while the last ones were taken, then its outcome. */
async function follow(ticket: Ticket, onDeltas?: OnDeltas): Promise<Outcome<GenerateResult>> {
  if (onDeltas === undefined) return ticket.outcome;
  let sent = 0;
  while (sent < ticket.pieces.length || !ticket.settled) {
    const pieces = ticket.pieces.slice(sent);
    sent += pieces.length;
    await (pieces.length === 0 ? ticket.news : onDeltas(pieces));
  }
  return ticket.outcome;
}

function forget(tickets: Map<string, Ticket>, now: number): void {
  for (const [id, ticket] of tickets) {
    const keyless = ticket.released && ticket.call.idempotencyKey === undefined;
    const old = now - ticket.taken > KEEP_MS || tickets.size > KEEP_MOST;
    if (ticket.settled && (keyless || old)) tickets.delete(id);
  }
}
