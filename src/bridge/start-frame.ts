import * as v from "valibot";
import { findNamed } from "../contract/find-named.ts";
import {
  type Embedders,
  type EmbedEvent,
  embedders,
  type FrameAddress,
  parseFrameAddress,
  type Theme,
} from "../contract/embed.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, failed, type Failure, failureOf, type Outcome, refuse } from "../contract/outcome.ts";
import { OWN_MODEL, SITE_MODELS } from "./own-model.ts";
import { acceptEmbedder, type FrameWork, type Watcher } from "./embed-host.ts";
import { hostThread } from "./host-thread.ts";
import type { ModelThread } from "./model-thread.ts";
import { createRefusingHost } from "./refusing-host.ts";
import { startThread } from "./start-thread.ts";

/** What the page in the frame has to show. */
export type FrameView =
  | { readonly kind: "alone" }
  | { readonly kind: "waiting" }
  | {
      readonly kind: "asking";
      readonly origin: string;
      readonly source: ModelSource;
      /** Absent before the visitor has agreed to look a foreign model up. */
      readonly offer?: Outcome<ModelOffer>;
      readonly agree: () => void;
    }
  | { readonly kind: "loading"; readonly fraction: number }
  | { readonly kind: "ready"; readonly info: ModelInfo }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface Frame {
  readonly address: FrameAddress;
  readonly thread: ModelThread;
  readonly source: ModelSource;
  /** Tells the page around this frame. */
  readonly tell: (event: EmbedEvent) => void;
}

/**
 * Starts the frame's side: waits for the page around it, asks the visitor where the owner's list says so, loads the model
 * and serves calls. Works without storage and without a service worker.
 */
export function startFrame(show: (view: FrameView) => void, setTheme: (theme: Theme) => void): Frame | undefined {
  const base = new URL("./", location.href).href;
  const watchers = new Set<Watcher>();
  let address: FrameAddress;
  let source: ModelSource;
  try {
    address = parseFrameAddress(new URLSearchParams(location.hash.slice(1)));
    source = sourceOf(address);
  } catch (error) {
    const failure = failureOf(error);
    show({ kind: "failed", failure });
    listen(base, refuseWork(failure, setTheme), watchers);
    return undefined;
  }
  const thread = startThread(base);
  thread.subscribe({
    onStatus(status) {
      if (status.kind === "improved") show({ kind: "ready", info: status.info });
    },
  });
  const tell = (event: EmbedEvent) => {
    for (const watcher of watchers) watcher(event);
  };
  let consent: Promise<void> | undefined;
  const work = {
    api: hostThread(thread),
    origin: location.origin,
    // Without a model no thread is started for it: the visitor may not have agreed yet.
    countTokens: async (text: string) =>
      thread.state.model === undefined ? fail("not_loaded", "none", {}) : thread.countTokens(text),
    async load(): Promise<Outcome<ModelInfo>> {
      const { model } = thread.state;
      if (model !== undefined) return { ok: true, value: model.info };
      const outcome = await thread.load(source, optionsOf(address), (progress) => {
        show({ kind: "loading", fraction: progress.fraction });
        tell({ type: "progress", progress });
      });
      show(outcome.ok ? { kind: "ready", info: outcome.value } : { kind: "failed", failure: outcome.failure });
      return outcome;
    },
    consent(origin: string): Promise<void> {
      consent ??= askVisitor({ thread, source, show }, origin);
      return consent;
    },
    setTheme,
  };
  show({ kind: window.parent === window ? "alone" : "waiting" });
  listen(base, work, watchers);
  return { address, thread, source, tell };
}

/** Answers the page around this frame, where the owner's list has it. */
function listen(base: string, work: FrameWork, watchers: Set<Watcher>): void {
  const list = fetchEmbedders(`${base}embedders.json`);
  window.addEventListener("message", ({ data, origin, source, ports }) => {
    void list.then((allowed) =>
      acceptEmbedder({ data, origin, source, ports }, window.parent, allowed, work, watchers),
    );
  });
}

/** What a frame does that will have no model: it tells why, and asks the visitor nothing. */
function refuseWork(failure: Failure, setTheme: FrameWork["setTheme"]): FrameWork {
  const refuseCall = async () => failed(failure);
  return {
    api: createRefusingHost(failure),
    origin: location.origin,
    countTokens: refuseCall,
    load: refuseCall,
    consent: async () => undefined,
    setTheme,
  };
}

interface Asked {
  readonly thread: ModelThread;
  readonly source: ModelSource;
  readonly show: (view: FrameView) => void;
}

/** Resolves when the visitor has agreed that the page from `origin` uses the model. */
async function askVisitor({ thread, source, show }: Asked, origin: string): Promise<void> {
  const ask = (offer?: Outcome<ModelOffer>) =>
    new Promise<void>((agree) => show({ kind: "asking", origin, source, ...(offer && { offer }), agree }));
  // Of another host not even the size is asked for before a click, so there are two questions.
  if (source.kind === "hub") {
    await ask();
    show({ kind: "waiting" });
  }
  const offer = await thread.describe(source);
  const isKept = offer.ok && offer.value.isKept;
  if (source.kind !== "hub" || !isKept) await ask(offer);
}

/** @throws Refusal `bad_request` where the address names no model of this site or the Hub */
function sourceOf({ model }: FrameAddress): ModelSource {
  if (model === undefined) return OWN_MODEL;
  const named = findNamed(model, SITE_MODELS);
  if (named.ok) return named.value;
  throw refuse("bad_request", "frame_model", { why: named.failure }, { subject: "model" });
}

/** What the frame's address says that the model is loaded as. */
function optionsOf({ dtype, backend }: FrameAddress): LoadOptions {
  return { ...(dtype && { dtype }), ...(backend && { backend }) };
}

/** The owner's list; a site without a readable one lets nobody in. */
async function fetchEmbedders(url: string): Promise<Embedders> {
  const nobody: Embedders = { ask: [], trusted: [] };
  try {
    const parsed = v.safeParse(embedders, await (await fetch(url)).json());
    return parsed.success ? parsed.output : nobody;
  } catch {
    return nobody;
  }
}
