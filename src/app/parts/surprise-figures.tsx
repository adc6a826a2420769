import { formatNumber } from "../format.ts";
import type { WholeMeasure } from "../measured-text.ts";
import { showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FactList } from "./fact-list.tsx";

interface SurpriseFiguresProps {
  readonly measured: WholeMeasure;
  readonly kept: WholeMeasure | undefined;
}

/** The figures of a text, and those of another model beside them. */
export function SurpriseFigures({ measured, kept }: SurpriseFiguresProps) {
  const { surprise } = useLateWords();
  const { result, by } = measured;
  return (
    <div className="grid gap-3">
      <Figures measured={measured} />
      {kept !== undefined && <Figures measured={kept} />}
      {result.tokens > by.maxPositions && (
        <p className="text-xs text-muted">{surprise.windows(by.maxPositions, Math.floor(by.maxPositions / 2))}</p>
      )}
    </div>
  );
}

function Figures({ measured: { by, result } }: { readonly measured: WholeMeasure }) {
  const { consent, report, surprise, facts } = useLateWords();
  return (
    <FactList
      facts={[
        [consent.name, `${by.name}, ${by.backend.dtype}`],
        [report.perplexity, formatNumber(result.perplexity)],
        [surprise.bitsPerByte, formatNumber(result.bits_per_byte)],
        [facts.length, showNumber(result.tokens)],
      ]}
    />
  );
}
