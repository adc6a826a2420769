import { type ApiCall, type ApiHost, type ApiStatus, QUEUE_LIMIT } from "../contract/api/host.ts";
import type { Engine } from "../contract/engine.ts";
import { fail, failed, makeFailure, type Outcome } from "../contract/outcome.ts";
import { type Ticket, beginTicket, isSameCall, follow, forgetTickets } from "./tickets.ts";

interface ApiHostOptions {
  readonly engine: Pick<Engine, "generate" | "stop" | "score" | "alternatives">;
  /** The current model, or why there is none. */
  readonly model: () => Omit<ApiStatus, "queued">;
  /** Numbers of runs, shared with the page's own so that they never meet. */
  readonly nextRun: () => number;
  /** Calls that may wait or run at a time; absent: {@link QUEUE_LIMIT}. */
  readonly most?: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Lets a service worker or an embedding site use this page's engine: at most {@link ApiHostOptions.most} calls at a time, and
 * a call that arrives twice (same idempotency key, or sent again by a browser that restarted the service worker) is
 * computed once.
 */
export function createApiHost({ engine, model, nextRun, now, most = QUEUE_LIMIT }: ApiHostOptions): ApiHost {
  const tickets = new Map<string, Ticket>();
  /** Runs that only read a text, by the id of their call. */
  const readings = new Map<string, number>();
  const status = () => {
    const running = [...tickets.values()].filter((ticket) => !ticket.settled);
    return { ...model(), queued: running.length + readings.size };
  };

  const refusal = (id: string) => {
    // `stop` and `release` name a call by its id alone.
    if (tickets.has(id) || readings.has(id)) return fail("bad_request", "id_running", { id });
    return refuseCall(status(), most);
  };

  const take = (call: ApiCall): Ticket => {
    const ticket = beginTicket(engine, { call, run: nextRun(), taken: now() });
    tickets.set(call.id, ticket);
    return ticket;
  };

  const read = async <T>(id: string, work: (run: number) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    forgetTickets(tickets, now());
    const refused = refusal(id);
    if (refused !== undefined) return refused;
    const run = nextRun();
    readings.set(id, run);
    return work(run).finally(() => readings.delete(id));
  };

  return {
    status: async () => status(),

    async generate(call, onDeltas) {
      forgetTickets(tickets, now());
      const earlier = [...tickets.values()].find((ticket) => isSameCall(ticket, call));
      if (earlier === undefined) return refusal(call.id) ?? follow(take(call), onDeltas);
      const outcome = await follow(earlier, onDeltas);
      earlier.released = true;
      return outcome;
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

/** Why no further call is taken now. Its words are the page's own, or were cleaned where a failure crossed to it. */
function refuseCall({ model, reason, queued }: ApiStatus, most: number): Outcome<never> | undefined {
  if (model === undefined) return failed(reason ?? makeFailure("not_loaded", "none", {}));
  if (queued < most) return undefined;
  return fail("busy", "queue", { most }, { retryAfterSeconds: 1 });
}
