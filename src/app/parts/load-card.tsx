import type { Failure } from "../../contract/outcome.ts";
import { formatBytes, formatSeconds } from "../format.ts";
import { attemptOf, standingModel } from "../state/models-state.ts";
import type { PageState } from "../state/page-state.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { ConsentCard } from "./consent-card.tsx";
import { Warning } from "./notice.tsx";
import { OwnModelButton } from "./own-model-button.tsx";

/** What the model's way to this device asks or says: a question, or what went wrong. */
export function LoadCard() {
  const kind = usePage((state) => attemptOf(state).load.kind);
  if (kind === "asking") return <ConsentCard />;
  return kind === "failed" ? <LoadFailure /> : null;
}

/** The one bar of a load, inside the form so that nothing moves while one types. */
export function LoadBar() {
  const session = useSession();
  const progress = usePage(({ load }) => (load.kind === "loading" ? load.progress : undefined));
  const isLoading = usePage(({ load }) => load.kind === "loading");
  if (!isLoading) return null;
  return (
    <div className="grid gap-1 border-t border-line px-4 pt-3 pb-1 sm:px-5">
      <progress aria-label={STRINGS.progress} max={1} value={progress?.fraction ?? 0} />
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 text-xs text-muted tabular-nums">
        {progress !== undefined && progress.totalBytes > 0 && <ProgressNumbers {...progress} />}
        <button type="button" className="button-quiet -mr-2.5 ml-auto text-xs" onClick={session.cancelLoad}>
          {STRINGS.cancel}
        </button>
      </div>
    </div>
  );
}

interface Numbers {
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond?: number;
}

function ProgressNumbers({ loadedBytes, totalBytes, bytesPerSecond }: Numbers) {
  const missing = totalBytes - loadedBytes;
  return (
    <>
      <span>{STRINGS.bytesOf(formatBytes(loadedBytes), formatBytes(totalBytes))}</span>
      {bytesPerSecond !== undefined && bytesPerSecond > 0 && missing > 0 && (
        <>
          <span>{STRINGS.speedOf(formatBytes(bytesPerSecond))}</span>
          <span>{STRINGS.left(formatSeconds(missing / bytesPerSecond))}</span>
        </>
      )}
    </>
  );
}

function selectFailure(state: PageState): Failure | undefined {
  const { load } = attemptOf(state);
  return load.kind === "failed" ? load.failure : undefined;
}

function LoadFailure() {
  const session = useSession();
  const failure = usePage(selectFailure);
  const goesOn = usePage(standingModel);
  if (failure === undefined) return null;
  return (
    <Warning>
      <p className="min-w-60 flex-1">
        {failure.message} {failure.hint} {goesOn !== undefined && STRINGS.failure.goesOn(goesOn)}
      </p>
      <button type="button" className="button" onClick={session.retryLoad}>
        {STRINGS.failure.retry}
      </button>
      <OwnModelButton />
      {goesOn !== undefined && (
        <button type="button" className="button" onClick={session.closeAttempt}>
          {STRINGS.close}
        </button>
      )}
    </Warning>
  );
}
