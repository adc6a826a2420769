import { formatMilliseconds } from "../format.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FactList } from "./fact-list.tsx";

/** How long the last run took, and why it ended. */
export default function SpeedDetails() {
  const words = useWords();
  const late = useLateWords();
  const { facts } = late;
  const result = usePage((state) => state.run?.result);
  if (result === undefined) return <p className="text-muted">{late.noRun}</p>;
  const { timings, samples, completion_tokens, parameters } = result;
  const reasons = [...new Set(samples.map(({ finish_reason }) => late.finish[finish_reason]))].join(", ");
  const rows = [
    [facts.first, formatMilliseconds(timings.first_token_ms, words.units)],
    [facts.total, formatMilliseconds(timings.total_ms, words.units)],
    [facts.length, words.tokens(completion_tokens)],
    [facts.ended, reasons],
  ] as const;
  const best = parameters.best_of > samples.length ? [[facts.best, late.bestOf(parameters.best_of)] as const] : [];
  return <FactList facts={[...rows, ...best]} />;
}
