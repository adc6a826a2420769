import { useEffect, useState } from "react";
import type { ScoreRequest } from "../contract/score-request.ts";
import { isWhole, type MeasuredText, type Measurer, measurerOf, type WholeMeasure } from "./measured-text.ts";
import type { Session } from "./session.ts";
import { readyModel } from "./state/models-state.ts";
import { writerName } from "./state/voice.ts";
import { useAdapterIn } from "./use-adapter-in.ts";
import { usePage, useSession } from "./use-page.ts";
import { useScoredText } from "./use-scored-text.ts";

/** Alternatives of each token. */
const ALTERNATIVES = 10;

/** What outlives the dialog: another model can be loaded before it is opened again. */
interface Memory {
  /** What the visitor typed; absent for what the dialog put there itself. */
  typed?: string;
  last?: WholeMeasure;
  /** To compare others with. */
  kept?: WholeMeasure | undefined;
}

const memories = new WeakMap<Session, Memory>();

/** What is remembered of the dialog while the page is open. */
export function memoryOf(session: Session): Memory {
  const known = memories.get(session) ?? {};
  memories.set(session, known);
  return known;
}

interface Measuring {
  /** What is measured, or was last. */
  readonly measured: MeasuredText | undefined;
  readonly isWorking: boolean;
  /** Measures a text with the model that is loaded; without one it does nothing. */
  readonly measure: (text: string) => void;
  readonly stop: () => void;
}

/** Measures how surprising texts are, one at a time. */
export function useMeasuring(): Measuring {
  const memory = memoryOf(useSession());
  const info = usePage(readyModel);
  const { adapter } = useAdapterIn();
  const [asked, ask] = useState<{ readonly request: ScoreRequest; readonly by: Measurer }>();
  const { tokens, result, failure, stop } = useScoredText(asked?.request);
  const measured: MeasuredText | undefined =
    asked === undefined
      ? memory.last
      : { text: asked.request.text, by: asked.by, tokens, ...(result && { result }), ...(failure && { failure }) };
  useEffect(() => {
    if (measured !== undefined && isWhole(measured)) memory.last = measured;
  });
  return {
    measured,
    isWorking: asked !== undefined && result === undefined && failure === undefined,
    measure(text) {
      if (info !== undefined)
        ask({
          request: { text, top_logprobs: ALTERNATIVES, ...(adapter && { adapter }) },
          by: measurerOf({ ...info, name: writerName(info.name, adapter) }),
        });
    },
    stop,
  };
}
