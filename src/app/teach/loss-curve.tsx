import { showFixed } from "../words/locale.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { CurvePoint } from "./lesson-state.ts";

interface LossCurveProps {
  readonly learned: readonly CurvePoint[];
  readonly judged: readonly CurvePoint[];
  /** Of the whole training; 0 while it is not known. */
  readonly steps: number;
}

const [WIDTH, HEIGHT] = [400, 120];

/** The loss of both kinds of texts over the steps; said in words for those who do not see it. */
export function LossCurve({ learned, judged, steps }: LossCurveProps) {
  const words = useTeachWords();
  const [first, last] = [judged[0], judged.at(-1)];
  const place = scaleOf([...learned, ...judged], steps);
  if (place === undefined || first === undefined || last === undefined) return null;
  const about = words.curveAbout(showFixed(first.loss, 2), showFixed(last.loss, 2));
  return (
    <figure className="grid gap-1">
      <svg role="img" aria-label={about} viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} className="w-full">
        <title>{about}</title>
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-line" />
        <polyline points={pointsOf(learned, place)} fill="none" className="stroke-edge" strokeWidth={1.5} />
        <polyline points={pointsOf(judged, place)} fill="none" className="stroke-accent" strokeWidth={2.5} />
        {judged.map((point) => (
          <circle key={point.step} cx={place(point).x} cy={place(point).y} r={3.5} className="fill-accent" />
        ))}
      </svg>
      <figcaption className="flex flex-wrap gap-x-4 text-xs text-muted">
        <span>{words.curve}:</span>
        <span className="text-accent">● {words.setAside}</span>
        <span>― {words.learned}</span>
      </figcaption>
    </figure>
  );
}

type Place = (point: CurvePoint) => { readonly x: number; readonly y: number };

/** Where points lie; endless losses at the top. */
function scaleOf(points: readonly CurvePoint[], steps: number): Place | undefined {
  const finite = points.map(({ loss }) => loss).filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const [width, height] = [Math.max(1, steps, ...points.map(({ step }) => step)), Math.max(1e-6, most - least)];
  return ({ step, loss }) => ({
    x: (step / width) * WIDTH,
    y: Number.isFinite(loss) ? ((most - loss) / height) * HEIGHT : 0,
  });
}

function pointsOf(points: readonly CurvePoint[], place: Place): string {
  return points
    .map((point) => place(point))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(" ");
}
