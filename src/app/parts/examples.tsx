import type { CardExample } from "../../contract/model-offer.ts";
import { cardOf } from "../state/page-state.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";

const NONE: readonly CardExample[] = [];
/** More would push the button off a phone's screen. */
const SHOWN = 6;

/** The model's own prompts. A click puts one into the box; its stored output shows until a run takes its place. */
export function Examples() {
  const words = useWords();
  const session = useSession();
  const lang = useModelLanguage();
  const examples = usePage((state) => cardOf(state)?.examples ?? NONE);
  const prompt = usePage((state) => state.prompt);
  if (examples.length === 0) return null;
  return (
    <ul aria-label={words.examples} className="before-link -mx-1 flex flex-wrap gap-1.5 pt-1 pb-3">
      {examples.slice(0, SHOWN).map(({ text }) => (
        <li key={text} lang={lang} className="max-w-full max-sm:nth-[n+5]:hidden">
          <button
            type="button"
            aria-pressed={text === prompt}
            className="chip"
            onClick={() => {
              session.store.send({ type: "cleared" });
              session.type(text);
            }}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
