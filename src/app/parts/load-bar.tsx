import type { LoadProgress } from "../../contract/load.ts";
import { formatBytes, formatSeconds } from "../format.ts";
import type { PageState } from "../state/page.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import type { EarlyWords } from "../words/en.ts";

const selectLoading = ({ load }: PageState) => (load.kind === "loading" ? load : undefined);

/** The one bar of a load, along the form's lower edge so that nothing moves. */
export function LoadBar() {
  const words = useWords();
  const loading = usePage(selectLoading);
  if (loading === undefined) return null;
  return (
    <progress
      aria-label={words.progress}
      className="absolute inset-x-0 bottom-0 rounded-none"
      max={1}
      value={loading.progress?.fraction ?? 0}
    />
  );
}

/** How far a load has come, and the way out of it; beside the status. */
export function LoadNumbers() {
  const words = useWords();
  const session = useSession();
  const loading = usePage(selectLoading);
  if (loading === undefined) return null;
  return (
    <>
      <span>{loading.progress !== undefined && numbersOf(loading.progress, words)}</span>
      <button
        type="button"
        className="button-quiet absolute -end-2.5 -top-3 underline sm:-top-0.5"
        onClick={session.cancelLoad}
      >
        {words.cancel}
      </button>
    </>
  );
}

function numbersOf({ loadedBytes, totalBytes, bytesPerSecond }: LoadProgress, words: EarlyWords): string {
  const { units } = words;
  if (totalBytes === 0) return "";
  const missing = totalBytes - loadedBytes;
  const isTimed = bytesPerSecond !== undefined && bytesPerSecond > 0 && missing > 0;
  const left = isTimed ? [words.left(formatSeconds(missing / bytesPerSecond, units))] : [];
  return [words.bytesOf(formatBytes(loadedBytes, units), formatBytes(totalBytes, units)), ...left].join(" · ");
}
