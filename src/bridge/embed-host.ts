import * as v from "valibot";
import { admissionOf, connectMessage, type Embedders, type EmbedEvent, type EmbedHost } from "../contract/embed.ts";
import type { Engine } from "../contract/engine.ts";
import { createCounter } from "./count-tokens.ts";
import { checkCalls } from "./embed-calls.ts";
import { EmbedGate, type GatedWork } from "./embed-gate.ts";
import { exposeCalls } from "./expose-calls.ts";
import { answerRoutes, type RouteWork } from "./frame-routes.ts";

/** Takes what the frame tells the page around it. */
export type Watcher = (event: EmbedEvent) => void;

/** What the frame does for the page around it. */
export interface FrameWork extends GatedWork, RouteWork, Pick<Engine, "countTokens"> {}

/** A message as the window delivers it, as far as it matters here. */
interface IncomingMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly MessagePort[];
}

/**
 * Takes one message of the window. Only the page around this frame, from an origin on the owner's list, gets an answer,
 * and only on the port that it sent: nothing is ever posted to a window.
 * @returns the origin that is connected now, or nothing when the message was none of ours
 */
export function acceptEmbedder(
  message: IncomingMessage,
  parent: unknown,
  list: Embedders,
  work: FrameWork,
  watchers: Set<Watcher>,
): string | undefined {
  if (message.source !== parent || !v.is(connectMessage, message.data)) return undefined;
  const [port, ...more] = message.ports;
  const admission = admissionOf(message.origin, list);
  if (port === undefined || more.length > 0 || admission === "refused") return undefined;
  const onClose = (listener: () => void) => port.addEventListener("close", listener, { once: true });
  exposeCalls(createEmbedHost(work, watchers, admission === "ask" ? message.origin : undefined, onClose), port);
  return message.origin;
}

/** Listeners of the newest connections that are kept. Not every browser tells that the other end of a port is closed. */
const MOST_WATCHERS = 8;

/** @param asker origin that needs the visitor's consent first; absent for one that the owner trusts */
function createEmbedHost(
  work: FrameWork,
  watchers: Set<Watcher>,
  asker: string | undefined,
  onClose: (listener: () => void) => void,
): EmbedHost {
  const gate = new EmbedGate(work, asker, (event) => {
    for (const watcher of watchers) watcher(event);
  });
  const calls = checkCalls(work.api);
  const routes = answerRoutes(work);
  return {
    ...calls,
    countTokens: createCounter(work.countTokens),
    request: routes.request,
    stop: async (id) => (routes.stop(id) ? undefined : calls.stop(id)),
    load: () => gate.load(),
    setTheme: async (values: unknown) => gate.setTheme(values),
    async watch(listener: unknown) {
      if (!v.is(watcherSchema, listener)) return;
      watchers.add(listener);
      onClose(() => watchers.delete(listener));
      const [oldest] = watchers;
      if (watchers.size > MOST_WATCHERS && oldest !== undefined) watchers.delete(oldest);
    },
  };
}

const watcherSchema = v.custom<Watcher>((value) => typeof value === "function");
