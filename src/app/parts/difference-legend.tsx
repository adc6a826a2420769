import { useLateWords } from "../words/use-late-words.ts";
import { DIFFERENCES, differenceClass } from "./token-shade.ts";

/** What the colours of a difference between two models mean. */
export function DifferenceLegend() {
  const { surprise } = useLateWords();
  const [some, much] = DIFFERENCES;
  const steps = [-much, -some, 0, some, much];
  return (
    <ul aria-label={surprise.differences} className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {steps.map((bits) => (
        <li key={bits} className={`token ${differenceClass(bits)}`}>
          {surprise.step(bits)}
        </li>
      ))}
    </ul>
  );
}
