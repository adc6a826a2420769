import * as v from "valibot";
import { type RouteCall, routeCall } from "../contract/api/call-schemas.ts";
import type { ApiHost } from "../contract/api/host.ts";
import type { EmbedHost, EmbedOutcome, RouteAnswer } from "../contract/embed.ts";
import { fail } from "../contract/outcome.ts";
import { inEnglish } from "./in-english.ts";

type OnAnswer = Parameters<EmbedHost["request"]>[1];
interface RouteCalls extends Pick<EmbedHost, "request"> {
  /** Gives a request up. @returns whether there was one of that id */
  stop(id: unknown): boolean;
}

/** What answers the routes. */
export interface RouteWork {
  readonly api: ApiHost;
  /** Origin of this site. */
  readonly origin: string;
}

const onAnswerSchema = v.custom<OnAnswer>((value) => typeof value === "function");

/** The site's routes for another page: answered here, before the frame's own model, where no service worker is needed. */
export function answerRoutes(work: RouteWork): RouteCalls {
  const running = new Map<string, AbortController>();
  return {
    async request(call: unknown, onAnswer: unknown) {
      const { success, output } = v.safeParse(routeCall, call);
      if (!success || !v.is(onAnswerSchema, onAnswer))
        return inEnglish(fail("bad_request", "not_a_call", { method: "request" }));
      // `stop` names a request by its id alone.
      if (running.has(output.id)) return inEnglish(fail("bad_request", "id_running", { id: output.id }));
      const abort = new AbortController();
      running.set(output.id, abort);
      try {
        return await answer(output, work, abort.signal, onAnswer);
      } finally {
        running.delete(output.id);
      }
    },
    stop(id) {
      const abort = typeof id === "string" ? running.get(id) : undefined;
      abort?.abort();
      return abort !== undefined;
    },
  };
}

async function answer(
  call: RouteCall,
  work: RouteWork,
  signal: AbortSignal,
  onAnswer: (answer: RouteAnswer) => Promise<void> | void,
): Promise<EmbedOutcome<null>> {
  const { answerApi } = await import("../api/router.ts");
  const response = await answerApi(requestOf(call, work, signal), call.path, worldOf(work), "frame");
  await onAnswer({ status: response.status, headers: [...response.headers] });
  const reader = response.body?.getReader();
  const stop = () => void reader?.cancel();
  signal.addEventListener("abort", stop, { once: true });
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    await onAnswer({ bytes: next.value });
  }
  return { ok: true, value: null };
}

function requestOf({ path, method, headers, body }: RouteCall, { origin }: RouteWork, signal: AbortSignal): Request {
  const address = new URL(`/api/${path}`, origin);
  const sent = body !== undefined && method !== "GET" && method !== "HEAD";
  return new Request(address, { method, headers: new Headers(headers), signal, ...(sent && { body }) });
}

/** The world as the routes see it in a frame: one page, which is this one. Why it has no model is told to no other page. */
function worldOf({ api, origin }: RouteWork) {
  const status: ApiHost["status"] = async () => {
    const { reason: _, ...told } = await api.status();
    return told;
  };
  const host = { ...api, status };
  return {
    version: "",
    pages: { find: async () => ({ host, status: await status() }), findAll: async () => [await status()] },
    incarnation: "frame",
    origin,
    now: () => Date.now(),
    random: () => Math.random(),
    newId: () => crypto.randomUUID(),
    wait: (ms: number) => new Promise<undefined>((resolve) => void setTimeout(resolve, ms, undefined)),
  };
}
