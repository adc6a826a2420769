import { useState } from "react";
import { createLoadWatch } from "../../bridge/load-watch.ts";
import { storageOf } from "../../bridge/storage-of.ts";
import type { EmbedEvent, FrameAddress } from "../../contract/embed.ts";
import type { Engine } from "../../contract/engine.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { App } from "../app.tsx";
import { startSession } from "../start-session.ts";

interface EmbeddedFormProps {
  readonly engine: Engine;
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

function start({ engine, source, address, tell }: EmbeddedFormProps) {
  const generate: Engine["generate"] = async (...run) => {
    const outcome = await engine.generate(...run);
    if (outcome.ok) {
      const { prompts, samples } = outcome.value;
      tell({ type: "result", prompt: prompts[0] ?? "", texts: samples.map(({ text }) => text) });
    }
    return outcome;
  };
  let runs = 0;
  const session = startSession({
    engine: { ...engine, generate },
    ownModel: source,
    nextRun: () => ++runs,
    watch: createLoadWatch({ storage: storageOf(window), locks: navigator.locks, page: window }),
    isFramed: false,
  });
  if (address.prompt !== undefined) session.type(address.prompt);
  return session;
}
