import { expose } from "comlink";
import * as v from "valibot";
import type { ApiHost } from "../contract/api/host.ts";
import {
  admissionOf,
  connectMessage,
  type Embedders,
  type EmbedEvent,
  type EmbedHost,
  type Theme,
  theme,
} from "../contract/embed.ts";
import type { ModelInfo } from "../contract/engine.ts";
import type { Outcome } from "../contract/outcome.ts";

/** What the frame does for the page around it. */
export interface FrameWork {
  /** The queue of this embedder. */
  readonly api: ApiHost;
  /** Loads the model the frame's address names. */
  load(onProgress: (event: EmbedEvent) => void): Promise<Outcome<ModelInfo>>;
  /** Resolves when the visitor has agreed by a click inside the frame. */
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
  watchers: Set<(event: EmbedEvent) => void>,
): string | undefined {
  if (message.source !== parent || !v.is(connectMessage, message.data)) return undefined;
  const [port, ...more] = message.ports;
  const admission = admissionOf(message.origin, list);
  if (port === undefined || more.length > 0 || admission === "refused") return undefined;
  expose(createEmbedHost(work, watchers, admission === "ask" ? message.origin : undefined), port);
  return message.origin;
}

/** @param asker origin that needs the visitor's consent first; absent for one that the owner trusts */
function createEmbedHost(
  work: FrameWork,
  watchers: Set<(event: EmbedEvent) => void>,
  asker: string | undefined,
): EmbedHost {
  const tell = (event: EmbedEvent) => {
    for (const watcher of watchers) watcher(event);
  };
  const { api } = work;
  let loading: ReturnType<EmbedHost["load"]> | undefined;

  const load = async (): ReturnType<EmbedHost["load"]> => {
    if (asker !== undefined) {
      tell({ type: "consent", needed: true });
      await work.consent(asker);
      tell({ type: "consent", needed: false });
    }
    const outcome = await work.load(tell);
    if (!outcome.ok) return outcome;
    return { ok: true, value: { name: outcome.value.name, device: outcome.value.backend.device } };
  };

  return {
    status: () => api.status(),
    generate: (call, onDeltas) => api.generate(call, onDeltas),
    stop: (id) => api.stop(id),
    release: (id) => api.release(id),
    score: (call) => api.score(call),
    async load() {
      loading ??= load().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    async watch(listener) {
      watchers.add(listener);
    },
    async setTheme(values) {
      const checked = v.safeParse(theme, values);
      if (checked.success) work.setTheme(checked.output);
    },
  };
}
