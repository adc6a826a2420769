import { useState } from "react";
import { type Branch, partingPlace } from "../branches.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** The text that is shown beside another one. */
export function Comparison({ here, others }: { readonly here: Branch; readonly others: readonly Branch[] }) {
  const { branches: words } = useLateWords();
  const lang = useModelLanguage();
  const [text, setText] = useState("");
  const other = others.find((one) => one.text === text);
  const same = other === undefined ? 0 : partingPlace(here.text, other.text);
  return (
    <>
      <label className="grid gap-1 text-xs text-muted">
        {words.compare}
        <select className="field" value={other?.text ?? ""} onChange={(event) => setText(event.target.value)}>
          <option value="">{words.nothing}</option>
          {others.map((one) => (
            <option key={one.text} value={one.text}>
              {one.text.trim().slice(0, LONGEST_OPTION)}
            </option>
          ))}
        </select>
      </label>
      {other !== undefined && (
        <div className="grid gap-3 sm:grid-cols-2">
          {[here, other].map((one) => (
            <p
              key={one.text}
              dir="auto"
              lang={lang}
              className="rounded-lg bg-sunken p-3 font-serif whitespace-pre-wrap"
            >
              <span className="text-muted">{one.text.slice(0, same)}</span>
              <mark className="bg-transparent text-accent">{one.text.slice(same)}</mark>
            </p>
          ))}
        </div>
      )}
    </>
  );
}

/** Characters of a text in a list to choose from. */
const LONGEST_OPTION = 80;
