import { formatMilliseconds } from "../format.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { FactList } from "./fact-list.tsx";

const { facts } = STRINGS;

/** How long the last run took, and why it ended. */
export default function SpeedDetails() {
  const result = usePage((state) => state.run?.result);
  if (result === undefined) return <p className="text-muted">{STRINGS.noRun}</p>;
  const { timings, samples, completion_tokens, parameters } = result;
  const reasons = [...new Set(samples.map(({ finish_reason }) => STRINGS.finish[finish_reason]))].join(", ");
  const rows = [
    [facts.first, formatMilliseconds(timings.first_token_ms)],
    [facts.total, formatMilliseconds(timings.total_ms)],
    [facts.length, STRINGS.tokens(completion_tokens)],
    [facts.ended, reasons],
  ] as const;
  const best = parameters.best_of > samples.length ? [[facts.best, STRINGS.bestOf(parameters.best_of)] as const] : [];
  return <FactList facts={[...rows, ...best]} />;
}
