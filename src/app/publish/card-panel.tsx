import { lazy, useId, useState } from "react";
import type { Note } from "../../contract/outcome.ts";
import type { PreparedPackage } from "../../contract/publishing.ts";
import { shownOf } from "../../publish/card/card-body.ts";
import { HeadedCard } from "../parts/headed-card.tsx";
import { Late } from "../parts/late.tsx";
import { NoteList } from "../parts/note-list.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import type { EditProps } from "./said-panel.tsx";

const Preview = lazy(() => import("./publish-preview.tsx"));

interface CardPanelProps extends EditProps {
  readonly prepared: PreparedPackage | undefined;
}

/** The card's text, to be written and to be seen, and the file that comes of it. */
export function CardPanel({ edit, onEdit, prepared }: CardPanelProps) {
  const { card } = usePublishWords();
  const [isShown, setShown] = useState(false);
  const field = useId();
  const lacks = prepared?.notes.filter(({ detail }) => detail === "card_lacks") ?? [];
  return (
    <HeadedCard title={card.title} about={card.about}>
      <div className="flex gap-2">
        {([false, true] as const).map((shows) => (
          <button
            key={String(shows)}
            type="button"
            className="chip"
            aria-pressed={isShown === shows}
            onClick={() => setShown(shows)}
          >
            {shows ? card.preview : card.write}
          </button>
        ))}
      </div>
      {isShown ? (
        <Late>
          <Preview markdown={edit.body} lang={edit.language[0]} />
        </Late>
      ) : (
        <>
          <label htmlFor={field} className="sr-only">
            {card.title}
          </label>
          <textarea
            id={field}
            dir="auto"
            rows={12}
            className="field resize-y py-2 font-mono text-xs max-sm:text-base"
            value={edit.body}
            onChange={({ target }) => onEdit({ body: target.value, ...shownOf(target.value) })}
          />
        </>
      )}
      {lacks.length > 0 && <Lacks notes={lacks} />}
      {prepared !== undefined && (
        <details>
          <summary className="text-sm text-muted underline decoration-dotted underline-offset-4">{card.raw}</summary>
          <textarea
            readOnly
            dir="ltr"
            rows={12}
            spellCheck={false}
            aria-label={card.raw}
            className="field mt-2 resize-y py-2 font-mono text-xs max-sm:text-base"
            value={prepared.card}
          />
        </details>
      )}
    </HeadedCard>
  );
}

/** What the card does not say yet. */
function Lacks({ notes }: { readonly notes: readonly Note[] }) {
  const { card } = usePublishWords();
  return (
    <div className="grid gap-1 text-sm text-muted">
      <p>{card.lacks}</p>
      <NoteList notes={notes} className="list-disc ps-5" />
    </div>
  );
}
