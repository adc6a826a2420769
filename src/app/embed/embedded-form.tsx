import { useState } from "react";
import type { ModelThread } from "../../bridge/model-thread.ts";
import type { Engine } from "../../contract/engine.ts";
import type { EmbedEvent, FrameAddress } from "../../contract/embed.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { App } from "../app.tsx";
import { startSession } from "../start-session.ts";

interface EmbeddedFormProps {
  readonly thread: Engine & Pick<ModelThread, "subscribe">;
  /** The model that was loaded before the form is shown. */
  readonly source: ModelSource;
  readonly address: FrameAddress;
  readonly tell: (event: EmbedEvent) => void;
}

/** The form inside a frame; each finished run is told to the page around it. */
export function EmbeddedForm(props: EmbeddedFormProps) {
  const [session] = useState(() => start(props));
  return <App session={session} />;
}

function start({ thread, source, address, tell }: EmbeddedFormProps) {
  const session = startSession({
    engine: thread,
    ownModel: source,
    isFramed: false,
  });
  thread.subscribe({
    onStatus: session.threadChanged,
    onWritten({ prompts, samples }, priority) {
      if (priority !== "visitor") return;
      tell({ type: "result", prompt: prompts[0] ?? "", texts: samples.map(({ text }) => text) });
    },
  });
  if (address.prompt !== undefined) session.type(address.prompt);
  return session;
}
