import { nameFailure } from "../../contract/name-failure.ts";
import type { Note } from "../../contract/outcome.ts";
import { FailureText } from "./failure-text.tsx";

/** What should be known of a model or a card, a line each. */
export function NoteList({ notes, className }: { readonly notes: readonly Note[]; readonly className: string }) {
  return (
    <ul className={className}>
      {notes.map((note) => (
        <li key={nameFailure(note)}>
          <FailureText failure={note} />
        </li>
      ))}
    </ul>
  );
}
