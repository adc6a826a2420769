import { isUnderWay } from "../state/run.ts";
import { statusText } from "../status-text.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { LoadNumbers } from "./load-bar.tsx";
import { StandIn } from "./stand-in.tsx";
import { TokenCount } from "./token-count.tsx";

/**
 * What goes on, and below it the numbers of that, or the keys where there are none. Both have their places however much is
 * to say, so that nothing moves.
 * @param keysId of the line about the keys, which describes the box
 */
export function StatusLine({ keysId }: { readonly keysId: string }) {
  const words = useWords();
  const text = usePage((state) => statusText(state, words));
  return (
    <div className="relative min-h-13 min-w-0 basis-full text-sm text-muted sm:min-h-10 sm:flex-1 sm:basis-40">
      <div className="flex min-h-5 items-baseline gap-x-2 has-aria-expanded:flex-wrap">
        <span role="status">{text}</span>
        <LiveTokens />
        <TokenCount />
      </div>
      <div className="flex min-h-4 flex-wrap items-baseline gap-x-3 text-xs tabular-nums">
        <LoadNumbers />
        <StandIn />
        <Keys id={keysId} />
      </div>
    </div>
  );
}

/** Which keys do what; seen where there is a keyboard, and nothing else to say. */
function Keys({ id }: { readonly id: string }) {
  const words = useWords();
  const isQuiet = usePage(({ load }) => load.kind !== "loading" && !(load.kind === "ready" && load.info.standsInFor));
  return (
    <span id={id} className={isQuiet ? "max-sm:sr-only pointer-coarse:sr-only" : "sr-only"}>
      {words.keys}
    </span>
  );
}

/** Counts along while a text is written; hidden from screen readers, which would read every number. */
function LiveTokens() {
  const words = useWords();
  const tokens = usePage(({ run }) =>
    isUnderWay(run) ? (run?.samples.reduce((sum, sample) => sum + sample.tokens, 0) ?? 0) : 0,
  );
  if (tokens === 0) return null;
  return (
    <span aria-hidden="true" className="tabular-nums">
      {words.tokens(tokens)}
    </span>
  );
}
