import { type ReactNode, useId, useState } from "react";
import type { PublishEdit } from "../../contract/publishing.ts";
import { usePublishWords } from "../words/publish-words.ts";

export interface DestinationProps {
  readonly edit: PublishEdit;
  /** Whether all that is needed was said: a licence, and defaults within their limits. */
  readonly isReady: boolean;
}

const PLACES = ["hub", "zip", "pages"] as const;
type Place = (typeof PLACES)[number];

/** Where the model goes, one place at a time; what was typed for the others stays. */
export function Destinations({ panels }: { readonly panels: Readonly<Record<Place, ReactNode>> }) {
  const { where } = usePublishWords();
  const [place, setPlace] = useState<Place>("hub");
  const heading = useId();
  const name = useId();
  return (
    <section
      aria-labelledby={heading}
      className="card grid grid-cols-[minmax(0,1fr)] gap-4 border-edge px-4 py-4 sm:px-5"
    >
      <h2 id={heading} className="text-lg font-semibold">
        {where.title}
      </h2>
      <div role="radiogroup" aria-labelledby={heading} className="grid gap-1">
        {PLACES.map((one) => (
          <label key={one} className="flex min-h-9 items-center gap-2 text-sm max-sm:min-h-11">
            <input type="radio" name={name} className="size-4" checked={place === one} onChange={() => setPlace(one)} />
            {where[one]}
          </label>
        ))}
      </div>
      {PLACES.map((one) => (
        <div key={one} hidden={place !== one}>
          {panels[one]}
        </div>
      ))}
    </section>
  );
}
