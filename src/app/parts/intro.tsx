import type { ModelCard } from "../../contract/engine.ts";
import { cardOf } from "../state/page-state.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

/** Title and summary of the model's card, and where the prompt stays. */
export function Intro() {
  const card = usePage(cardOf);
  const name = usePage((state) => state.offer?.name);
  const isForeign = usePage((state) => state.isForeign);
  if (isForeign && card !== undefined && name !== undefined) return <ForeignIntro name={name} card={card} />;
  return (
    <header className="before-link grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        {card?.title ?? STRINGS.product}
      </h1>
      <p className="leading-relaxed text-muted">
        {card?.summary || STRINGS.tagline} {STRINGS.privacy}
      </p>
    </header>
  );
}

/** A stranger's model: its name in the page's own words, and what its publisher says of it as such. */
function ForeignIntro({ name, card }: { readonly name: string; readonly card: ModelCard }) {
  const said = [card.title === name ? "" : card.title, card.summary].filter((part) => part !== "");
  return (
    <header className="grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        <bdi>{name}</bdi>
      </h1>
      {said.length > 0 && (
        <div className="max-w-prose border-s-2 border-line ps-3 text-base leading-relaxed text-muted">
          <p className="eyebrow">{STRINGS.publisherSays}</p>
          {said.map((part) => (
            <p key={part} dir="auto">
              <bdi>{part}</bdi>
            </p>
          ))}
        </div>
      )}
      <p className="leading-relaxed text-muted">{STRINGS.privacy}</p>
    </header>
  );
}
