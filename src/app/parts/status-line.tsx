import { isUnderWay } from "../state/run.ts";
import { statusText } from "../status-text.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

export function StatusLine() {
  const text = usePage(statusText);
  return (
    <p className="order-last flex w-full min-w-0 flex-wrap items-baseline gap-x-2 text-sm text-muted sm:order-none sm:w-auto sm:flex-1">
      <span role="status">{text}</span>
      <LiveTokens />
    </p>
  );
}

/** Counts along while a text is written; hidden from screen readers, which would read every number. */
function LiveTokens() {
  const tokens = usePage(({ run }) =>
    isUnderWay(run) ? (run?.samples.reduce((sum, sample) => sum + sample.tokens, 0) ?? 0) : 0,
  );
  if (tokens === 0) return null;
  return (
    <span aria-hidden="true" className="tabular-nums">
      {STRINGS.tokens(tokens)}
    </span>
  );
}
