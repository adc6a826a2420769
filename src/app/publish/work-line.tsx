import { useId } from "react";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import type { Work } from "./use-work.ts";

interface WorkLineProps {
  readonly work: Pick<Work<unknown>, "progress" | "failure">;
  readonly onCancel: () => void;
}

/** One bar for all of it, and what went wrong. */
export function WorkLine({ work: { progress, failure }, onCancel }: WorkLineProps) {
  const words = usePublishWords();
  const label = useId();
  return (
    <>
      {progress !== undefined && (
        <div className="grid gap-2">
          <div className="flex items-center gap-2">
            <p id={label} role="status" className="grow text-sm">
              {words.steps[progress.step]}
            </p>
            <button type="button" className="button-quiet" onClick={onCancel}>
              {words.cancel}
            </button>
          </div>
          <progress aria-labelledby={label} value={progress.fraction} max={1} />
        </div>
      )}
      <FailureAlert failure={failure} className="rounded-xl bg-warn-soft px-4 py-3 text-sm text-warn" />
    </>
  );
}
