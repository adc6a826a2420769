import { formatPercent } from "../format.ts";
import type { Beam } from "../tour/beams.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useWords } from "../words/current.ts";
import { showFixed } from "../words/locale.ts";
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
        <thead className="text-start text-xs text-muted">
          <tr>
            <th scope="col" className="pe-2 text-start font-normal">
              {words.rank}
            </th>
            <th scope="col" className="pe-2 text-start font-normal">
              {surprise.text}
            </th>
            <th scope="col" className="pe-2 text-end font-normal">
              {words.sum}
            </th>
            <th scope="col" className="text-end font-normal">
              {words.chance}
            </th>
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ beam, place }) => (
            <Row key={place} name={place === 0 ? words.best : `${place + 1}`} beam={beam} isBest={place === 0} />
          ))}
        </tbody>
        <tbody className="border-t border-line">
          <Row name={words.greedy} beam={likeliest} />
        </tbody>
      </table>
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

function Row({ name, beam, isBest = false }: RowProps) {
  const { units } = useWords();
  return (
    <tr className={isBest ? "font-semibold text-accent" : ""}>
      <th scope="row" className="py-1 pe-2 text-start align-top font-normal">
        {name}
      </th>
      <td className="w-full py-1 pe-2 font-serif wrap-anywhere">
        <bdi lang={useModelLanguage()}>
          {beam.text}
          {beam.hasEnded && "∎"}
        </bdi>
      </td>
      <td className="py-1 pe-2 text-end align-top">{showFixed(beam.logprob, 2)}</td>
      <td className="py-1 text-end align-top">{formatPercent(Math.exp(beam.logprob), units)}</td>
    </tr>
  );
}
