import { useMemo, useState } from "react";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { Failure } from "../../contract/outcome.ts";
import { mergeParameters } from "../../contract/parameters.ts";
import type { NextScores } from "../../contract/text-results.ts";
import { plannedRun } from "../plan-run.ts";
import type { PageState } from "../state/page.ts";
import { useAdapterIn } from "../use-adapter-in.ts";
import { useSession } from "../use-page.ts";
import { BARS, readTokens, type Settings, settingsOf, type TourPrompt } from "./tour-requests.ts";
import { type Question, useAsked } from "../use-asked.ts";
import { useQuiet } from "./use-quiet.ts";

/** What the steps of the tour share. */
export interface Tour {
  readonly model: ModelInfo;
  /** As it is typed. */
  readonly text: string;
  readonly type: (text: string) => void;
  /** The text once typing has paused. */
  readonly of: TourPrompt;
  /** What the model says of the next token; absent until it is known. */
  readonly next: NextScores | undefined;
  readonly failure: Failure | undefined;
  readonly settings: Settings;
  readonly set: (change: Partial<Settings>) => void;
  readonly seed: number;
  readonly setSeed: (seed: number) => void;
  readonly beams: number;
  readonly setBeams: (beams: number) => void;
}

/** Beams that the tour begins with where the form has none. */
const BEAMS = 4;

/** Begins with the form as it is: its prompt, or the first example where it is empty, and its settings. */
export function useTour(model: ModelInfo): Tour {
  const { store } = useSession();
  const [begin] = useState(store.state);
  const [text, type] = useState(() => firstText(begin));
  const [settings, setSettings] = useState(() => settingsOf(begin.parameters, model.defaults));
  const form = mergeParameters(begin.parameters, model.defaults);
  const [seed, setSeed] = useState(form.seed ?? 1);
  const [beams, setBeams] = useState((form.num_beams ?? 1) > 1 ? (form.num_beams ?? BEAMS) : BEAMS);
  const prompt = useQuiet(text);
  const { adapter } = useAdapterIn();
  const of = useMemo(
    () => ({ prompt, truncate: readTokens(model), ...(adapter && { adapter }) }),
    [prompt, model, adapter],
  );
  const question = useMemo<Question<NextScores>>(
    () => (engine, run) => engine.scoreNext(of.prompt, of.truncate, BARS, run, "visitor", of.adapter),
    [of],
  );
  const { value, isOld, failure } = useAsked(of.prompt === "" ? undefined : question);
  return {
    model,
    text,
    type,
    of,
    next: isOld ? undefined : value,
    failure,
    settings,
    set: (change) => setSettings((before) => ({ ...before, ...change })),
    seed,
    setSeed,
    beams,
    setBeams,
  };
}

function firstText(state: PageState): string {
  return state.prompt.trim() === "" ? plannedRun(state, () => 0).prompt : state.prompt;
}
