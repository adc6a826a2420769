import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { LockIcon } from "./icons.tsx";

/** Title and summary of the model's card. */
export function Intro() {
  const card = usePage((state) => state.offer?.card);
  const name = usePage((state) => state.offer?.name);
  const origin = [name === card?.title ? undefined : name, card?.license].filter((part) => part !== undefined);
  return (
    <header className="grid gap-2">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
        {card?.title ?? STRINGS.product}
      </h1>
      <p className="max-w-prose text-base leading-relaxed text-muted">{card?.summary || STRINGS.tagline}</p>
      <p className="flex items-start gap-x-2 text-sm leading-relaxed text-muted">
        <span className="mt-1">
          <LockIcon />
        </span>
        <span>{[`${STRINGS.privacy} ${STRINGS.source}`, ...origin].join(" · ")}</span>
      </p>
    </header>
  );
}
