import { useId } from "react";
import type { WholeMeasure } from "../measured-text.ts";
import { useLateWords } from "../words/use-late-words.ts";
import type { Colouring } from "./token-shade.ts";

interface ColourChoiceProps {
  readonly by: Colouring;
  readonly kept: WholeMeasure | undefined;
  readonly onChange: (by: Colouring) => void;
}

export function ColourChoice({ by, kept, onChange }: ColourChoiceProps) {
  const { surprise } = useLateWords();
  const group = useId();
  const names: readonly (readonly [Colouring, string])[] = [
    ["token", surprise.byToken],
    ["word", surprise.byWord],
    ...(kept === undefined ? [] : [["difference", surprise.byDifference(kept.by.name)] as const]),
  ];
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 text-sm">
      <legend className="float-start me-4 py-2 text-xs text-muted">{surprise.colour}</legend>
      {names.map(([value, name]) => (
        <label key={value} className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
          <input type="radio" className="size-4" name={group} checked={value === by} onChange={() => onChange(value)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
