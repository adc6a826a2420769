import { isUnderWay } from "../state/run.ts";
import { statusText } from "../status-text.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { LoadNumbers } from "./load-bar.tsx";
import { StandIn } from "./stand-in.tsx";
import { TokenCount } from "./token-count.tsx";

/** What goes on, in a place that is as high with much to say as with little. */
export function StatusLine() {
  const text = usePage(statusText);
  return (
    <div className="grid min-h-14 min-w-0 basis-full content-center text-sm text-muted sm:min-h-12 sm:flex-1 sm:basis-40">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span role="status">{text}</span>
        <LoadNumbers />
        <LiveTokens />
        <TokenCount />
      </div>
      <StandIn />
    </div>
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
