import { formatMilliseconds, formatNumber } from "../format.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

const { facts } = STRINGS;

/** The numbers of the last run. */
export function Facts() {
  const result = usePage((state) => state.run?.result);
  if (result === undefined) return null;
  const { timings, backend, model, samples, parameters, completion_tokens } = result;
  const reasons = [...new Set(samples.map(({ finish_reason }) => STRINGS.finish[finish_reason]))].join(", ");
  const rows: [string, string][] = [
    [facts.speed, STRINGS.perSecond(formatNumber(timings.tokens_per_second))],
    [facts.first, formatMilliseconds(timings.first_token_ms)],
    [facts.length, STRINGS.tokens(completion_tokens)],
    [facts.ended, reasons],
    [facts.seed, String(parameters.seed)],
    [facts.model, model.name],
    [facts.device, STRINGS.backends[backend.backend]],
    [facts.weights, backend.dtype],
    [facts.threads, String(backend.threads)],
  ];
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-2.5 border-t border-line pt-4 text-sm sm:grid-cols-4">
      {rows.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
