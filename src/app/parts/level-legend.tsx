import { LEVEL_FROM } from "../../contract/surprise.ts";
import { formatPercent } from "../format.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** What the colours of tokens mean. */
export function LevelLegend() {
  const { units } = useWords();
  const { why } = useLateWords();
  const least = LEVEL_FROM.at(-1) ?? 0;
  const names = [
    ...LEVEL_FROM.map((from) => why.from(formatPercent(from, units))),
    why.under(formatPercent(least, units)),
  ];
  return (
    <ul aria-label={why.legend} className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {names.map((name, level) => (
        <li key={name} className={`token level-${level}`}>
          {name}
        </li>
      ))}
    </ul>
  );
}
