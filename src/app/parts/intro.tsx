import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

/** Title and summary of the model's card, and where the prompt stays. */
export function Intro() {
  const card = usePage((state) => state.offer?.card);
  return (
    <header className="grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        {card?.title ?? STRINGS.product}
      </h1>
      <p className="leading-relaxed text-muted">
        {card?.summary || STRINGS.tagline} {STRINGS.privacy}
      </p>
    </header>
  );
}
