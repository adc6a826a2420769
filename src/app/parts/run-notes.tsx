import type { Note } from "../../contract/outcome.ts";
import { isFixed } from "../plain-parameters.ts";
import { compare } from "../compare.ts";
import { readyModel } from "../state/models-state.ts";
import type { SharedOutput } from "../state/page-state.ts";
import { hasText, isContinuation, type Run } from "../state/run.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { FailureText } from "./failure-text.tsx";
import { NoteList } from "./note-list.tsx";
import { Warning } from "./notice.tsx";

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
      {shared !== undefined && <Compared shared={shared} run={run} />}
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

/** Whether this run wrote what the link, or the earlier run, says. */
function Compared({ shared, run }: { readonly shared: SharedOutput; readonly run: Run }) {
  const { shared: ofLink, earlier } = useWords();
  const commit = usePage((state) => readyModel(state)?.commit);
  const found = compare(shared, run);
  if (found === undefined) return null;
  const words = shared.earlierWith === undefined ? ofLink : earlier;
  if (found.kind === "same") return <p className="font-medium text-accent">{words.same}</p>;
  const isOther = shared.commit !== undefined && commit !== undefined && shared.commit !== commit;
  return (
    <p>
      {words.different(found.after, found.theirs, found.ours)} {isOther && ofLink.otherVersion}
    </p>
  );
}
