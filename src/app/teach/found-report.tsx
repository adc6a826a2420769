import { ENOUGH_TEXTS, type FoundTexts } from "../../contract/training.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";

/** What was found in the visitor's texts, and what was left out of them. */
export function FoundReport({ found }: { readonly found: FoundTexts }) {
  const words = useTeachWords();
  const { tokens } = useWords();
  const { repeated, empty, addresses } = found.leftOut;
  const lines = [
    words.found(found.texts, found.heldOut, tokens(found.tokens)),
    ...(repeated > 0 ? [words.repeated(repeated)] : []),
    ...(empty > 0 ? [words.empty(empty)] : []),
    ...(addresses > 0 ? [words.addresses(addresses)] : []),
    ...(found.cut > 0 ? [words.cut(found.cut, found.longest)] : []),
  ];
  return (
    <div className="grid gap-2 text-sm">
      <ul className="grid gap-1">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {found.texts < ENOUGH_TEXTS && <p className="font-medium text-warn">{words.few(ENOUGH_TEXTS)}</p>}
    </div>
  );
}
