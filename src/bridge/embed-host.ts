import * as v from "valibot";
import { apiCall, scoreCall } from "../contract/api/call-schemas.ts";
import type { ApiHost, OnDeltas } from "../contract/api/host.ts";
import {
  admissionOf,
  connectMessage,
  type Embedders,
  type EmbedEvent,
  type EmbedHost,
  type EmbedOutcome,
  type Theme,
  theme as themeSchema,
} from "../contract/embed.ts";
import type { ModelInfo } from "../contract/engine.ts";
import { fail, type Outcome } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { exposeCalls } from "./expose-calls.ts";
import { inEnglish } from "./in-english.ts";

/** Takes what the frame tells the page around it. */
export type Watcher = (event: EmbedEvent) => void;

/** What the frame does for the page around it. */
export interface FrameWork {
  /** The queue of this embedder. */
  readonly api: ApiHost;
  /** Loads the model the frame's address names. */
  load(onProgress: (event: EmbedEvent) => void): Promise<Outcome<ModelInfo>>;
  /** Resolves when the visitor has agreed by a click inside the frame; asked again, it is the same question. */
  consent(origin: string): Promise<void>;
  setTheme(theme: Theme): void;
}

/** A message as the window delivers it, as far as it matters here. */
export interface IncomingMessage {
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
  const tell = (event: EmbedEvent) => {
    for (const watcher of watchers) watcher(event);
  };
  const { api } = work;
  let loading: ReturnType<EmbedHost["load"]> | undefined;
  let isAllowed = asker === undefined;
  let theme: Theme | undefined;

  const load = async (): ReturnType<EmbedHost["load"]> => {
    if (asker !== undefined && !isAllowed) {
      tell({ type: "consent", needed: true });
      await work.consent(asker);
      tell({ type: "consent", needed: false });
      isAllowed = true;
      if (theme !== undefined) work.setTheme(theme);
    }
    const outcome = await work.load(tell);
    if (!outcome.ok) return inEnglish(outcome);
    return { ok: true, value: { name: outcome.value.name, device: outcome.value.backend.device } };
  };

  return {
    async status() {
      const { reason: _, ...status } = await api.status();
      return status;
    },
    async generate(call: unknown, onDeltas: unknown) {
      const { success, output } = v.safeParse(apiCall, call);
      if (!success) return notACall("generate");
      const request = parseRequest(output.request);
      if (!request.ok) return inEnglish(request);
      const listener = v.is(onDeltasSchema, onDeltas) ? onDeltas : undefined;
      return inEnglish(await api.generate({ ...output, request: request.value }, listener));
    },
    async score(call: unknown) {
      const { success, output } = v.safeParse(scoreCall, call);
      return success ? inEnglish(await api.score(output)) : notACall("score");
    },
    async stop(id: unknown) {
      if (typeof id === "string") await api.stop(id);
    },
    async release(id: unknown) {
      if (typeof id === "string") await api.release(id);
    },
    async load() {
      loading ??= load().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    async watch(listener: unknown) {
      if (!v.is(watcherSchema, listener)) return;
      watchers.add(listener);
      onClose(() => watchers.delete(listener));
      const [oldest] = watchers;
      if (watchers.size > MOST_WATCHERS && oldest !== undefined) watchers.delete(oldest);
    },
    async setTheme(values) {
      const checked = v.safeParse(themeSchema, values);
      if (!checked.success) return;
      theme = checked.output;
      // Colours could hide the question, or what it is about.
      if (isAllowed) work.setTheme(theme);
    },
  };
}

const onDeltasSchema = v.custom<OnDeltas>((value) => typeof value === "function");
const watcherSchema = v.custom<Watcher>((value) => typeof value === "function");

function notACall(name: string): Promise<EmbedOutcome<never>> {
  return inEnglish(fail("bad_request", "not_a_call", { method: name }));
}
