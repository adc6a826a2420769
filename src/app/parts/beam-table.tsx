import { formatPercent } from "../format.ts";
import type { Beam } from "../tour/beams.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useWords } from "../words/current.ts";
import { showFixed, showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface BeamTableProps {
  /** Best first. */
  readonly beams: readonly Beam[];
  /** What always taking the likeliest token gives. */
  readonly likeliest: Beam;
  /** True while others are computed. */
  readonly isOld: boolean;
}

/** The texts of a search with their sums, the likeliest token's below, and what came of it in one sentence. */
export function BeamTable({ beams, likeliest, isOld }: BeamTableProps) {
  const { tour, surprise } = useLateWords();
  const words = tour.beams;
  const best = beams[0]?.logprob ?? 0;
  const numbered = beams.map((beam, place) => ({ beam, place }));
  return (
    <>
      <table className="w-full text-sm tabular-nums">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="text-start font-normal">
              {surprise.text}
            </th>
            <Sign sign="Σ log p" meaning={words.sum} />
            <Sign sign="p" meaning={words.chance} />
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ beam, place }) => (
            <Row
              key={place}
              name={place === 0 ? words.best : words.beam(showNumber(place + 1))}
              beam={beam}
              isBest={place === 0}
            />
          ))}
        </tbody>
        <tbody className="border-t border-line">
          <Row name={words.greedy} beam={likeliest} />
        </tbody>
      </table>
      <p aria-hidden="true" className="text-xs text-muted">
        <span translate="no">Σ log p</span>: {words.sum} · <span translate="no">p</span>: {words.chance}
      </p>
      <p role="status" className="min-h-5 text-sm">
        {!isOld && words.verdicts[compare(best, likeliest.logprob)]}
      </p>
    </>
  );
}

/** Sums of the same tokens differ by rounding. */
function compare(best: number, likeliest: number): "better" | "same" | "worse" {
  if (Math.abs(best - likeliest) < 1e-3) return "same";
  return best > likeliest ? "better" : "worse";
}

interface RowProps {
  readonly name: string;
  readonly beam: Beam;
  readonly isBest?: boolean;
}

/** A heading that is short enough for a phone; what it means is read aloud, and stands below the table. */
function Sign({ sign, meaning }: { readonly sign: string; readonly meaning: string }) {
  return (
    <th scope="col" className="ps-3 text-end font-normal whitespace-nowrap">
      <span aria-hidden="true" translate="no">
        {sign}
      </span>
      <span className="sr-only">{meaning}</span>
    </th>
  );
}

function Row({ name, beam, isBest = false }: RowProps) {
  const { units } = useWords();
  return (
    <tr className={isBest ? "font-semibold text-accent" : ""}>
      <th scope="row" className={`w-full py-1 text-start ${isBest ? "" : "font-normal"}`}>
        <span className="block text-xs font-normal text-muted">{name}</span>
        <bdi lang={useModelLanguage()} className="font-serif wrap-anywhere">
          {beam.text}
          {beam.hasEnded && "∎"}
        </bdi>
      </th>
      <td className="ps-3 text-end align-bottom whitespace-nowrap">
        <bdi>{showFixed(beam.logprob, 2)}</bdi>
      </td>
      <td className="ps-3 text-end align-bottom whitespace-nowrap">{formatPercent(Math.exp(beam.logprob), units)}</td>
    </tr>
  );
}
