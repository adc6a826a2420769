import { lazy } from "react";
import type { Note } from "../../contract/outcome.ts";
import { isFixed } from "../plain-parameters.ts";
import { readyModel } from "../state/models-state.ts";
import { hasText, isContinuation } from "../state/run.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { FailureText } from "./failure-text.tsx";
import { NoteList } from "./note-list.tsx";
import { Late } from "./late.tsx";
import { Warning } from "./notice.tsx";

const Compared = lazy(() => import("./compared.tsx"));

const NO_NOTES: readonly Note[] = [];

/** What one should know about the run: why it failed, which prompt it used, what did not fit. */
export function RunNotes() {
  const words = useWords();
  const run = usePage((state) => state.run);
  const most = usePage((state) => readyModel(state)?.maxPositions ?? 0);
  const shared = usePage((state) => state.shared);
  const modelNotes = usePage((state) => readyModel(state)?.notes ?? NO_NOTES);
  if (run === undefined) return null;
  const { failure, result, request } = run;
  const wasStopped = result?.samples.some(({ finish_reason }) => finish_reason === "stopped");
  const isEmpty = result !== undefined && !hasText(run) && !wasStopped;
  return (
    <div className="mt-3 grid gap-2 text-sm text-muted empty:mt-0">
      {failure !== undefined && (
        <Warning>
          <p className="flex-1">
            <FailureText failure={failure} />
          </p>
        </Warning>
      )}
      {request.isDefaultPrompt && <p>{words.usedPrompt(request.prompt)}</p>}
      {result !== undefined && result.dropped_tokens > 0 && <p>{words.dropped(result.dropped_tokens, most)}</p>}
      {result !== undefined && modelNotes.length > 0 && <ModelNotes notes={modelNotes} />}
      {shared !== undefined && (
        <Late unseen>
          <Compared shared={shared} run={run} />
        </Late>
      )}
      {isEmpty && <p>{isContinuation(request) ? words.emptyContinuation : words.emptyAnswer}</p>}
      {result !== undefined && isFixed(result.parameters) && <p>{words.fixedAnswer}</p>}
    </div>
  );
}

/** Settings of the model that had no part in the text. */
function ModelNotes({ notes }: { readonly notes: readonly Note[] }) {
  return (
    <Warning>
      <NoteList notes={notes} className="grid flex-1 gap-1" />
    </Warning>
  );
}
