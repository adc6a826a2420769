import type { ModelCard } from "../../contract/model-offer.ts";
import { cardOf } from "../state/page-state.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { PRODUCT } from "../words/product.ts";

/** Title and summary of the model's card, and where the prompt stays. */
export function Intro() {
  const words = useWords();
  const card = usePage(cardOf);
  const lang = useModelLanguage();
  // Another model of this site is no stranger's.
  const name = usePage(({ offer }) => (offer?.source.kind === "site" ? undefined : offer?.name));
  const isForeign = usePage((state) => state.isForeign);
  if (isForeign && card !== undefined && name !== undefined)
    return <ForeignIntro name={name} card={card} lang={lang} />;
  return (
    <header className="before-link grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        {card === undefined ? PRODUCT : <span lang={lang}>{card.title}</span>}
      </h1>
      <p className="leading-relaxed text-muted">
        {card?.summary ? <span lang={lang}>{card.summary}</span> : words.tagline}
        {/* A line of its own, so that none is added in another language. */}
        <span className="block">{words.privacy}</span>
      </p>
    </header>
  );
}

interface ForeignIntroProps {
  readonly name: string;
  readonly card: ModelCard;
  /** Of the card. */
  readonly lang: string;
}

/** A stranger's model: its name in the page's own words, and what its publisher says of it as such. */
function ForeignIntro({ name, card, lang }: ForeignIntroProps) {
  const words = useWords();
  const said = [card.title === name ? "" : card.title, card.summary].filter((part) => part !== "");
  return (
    <header className="grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        <bdi translate="no">{name}</bdi>
      </h1>
      {said.length > 0 && (
        <div className="max-w-prose border-s-2 border-line ps-3 text-base leading-relaxed text-muted">
          <p className="eyebrow">{words.publisherSays}</p>
          {said.map((part) => (
            <p key={part} dir="auto" lang={lang}>
              <bdi>{part}</bdi>
            </p>
          ))}
        </div>
      )}
      <p className="leading-relaxed text-muted">{words.privacy}</p>
    </header>
  );
}
