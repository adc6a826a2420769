import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { Warning } from "./notice.tsx";

/** What one should know about the run: why it failed, which prompt it used, what did not fit. */
export function RunNotes() {
  const run = usePage((state) => state.run);
  const most = usePage(({ load }) => (load.kind === "ready" ? load.info.maxPositions : 0));
  if (run === undefined) return null;
  const { failure, result, request } = run;
  const isEmpty = result?.samples.every(({ text }) => text === "") === true && request.kept === "";
  return (
    <div className="mt-3 grid gap-2 text-sm text-muted empty:mt-0">
      {failure !== undefined && (
        <Warning>
          <p className="flex-1">
            {failure.message} {failure.hint}
          </p>
        </Warning>
      )}
      {request.isDefaultPrompt && <p>{STRINGS.usedPrompt(request.given)}</p>}
      {result !== undefined && result.dropped_tokens > 0 && <p>{STRINGS.dropped(result.dropped_tokens, most)}</p>}
      {isEmpty && <p>{STRINGS.emptyAnswer}</p>}
    </div>
  );
}
