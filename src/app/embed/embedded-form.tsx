import { useLayoutEffect, useState } from "react";
import type { ModelThread } from "../../bridge/model-thread.ts";
import type { Engine } from "../../contract/engine.ts";
import type { EmbedEvent, FrameAddress } from "../../contract/embed.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { App } from "../app.tsx";
import type { Session } from "../session.ts";
import { startSession } from "../start-session.ts";
import { CompactForm } from "./compact-form.tsx";

interface EmbeddedFormProps {
  readonly thread: Engine & Pick<ModelThread, "subscribe">;
  /** The model that was loaded before the form is shown. */
  readonly source: ModelSource;
  readonly address: FrameAddress;
  readonly tell: (event: EmbedEvent) => void;
}

/** The form inside a frame; each finished run is told to the page around it. What it follows it follows as long as it is shown. */
export function EmbeddedForm({ thread, source, address, tell }: EmbeddedFormProps) {
  const [session, setSession] = useState<Session>();
  // Before anything is painted, so that no empty form is seen.
  useLayoutEffect(() => {
    const ending = new AbortController();
    const started = startSession({
      engine: thread,
      ownModel: source,
      isFramed: false,
      shown: { signal: ending.signal },
    });
    const unsubscribe = thread.subscribe({
      onStatus: started.threadChanged,
      onWritten({ prompts, samples }, priority) {
        if (priority !== "visitor") return;
        tell({ type: "result", prompt: prompts[0] ?? "", texts: samples.map(({ text }) => text) });
      },
    });
    if (address.prompt !== undefined) started.type(address.prompt);
    if (address.parameters !== undefined) started.store.send({ type: "parameters", parameters: address.parameters });
    setSession(started);
    return () => {
      ending.abort();
      unsubscribe();
    };
  }, [thread, source, address, tell]);
  if (session === undefined) return null;
  return address.layout === "compact" ? <CompactForm session={session} /> : <App session={session} />;
}
