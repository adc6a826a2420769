import { useEffect } from "react";
import { keepFocus } from "../keep-focus.ts";
import { Announcer } from "../parts/announcer.tsx";
import { LoadCard } from "../parts/load-card.tsx";
import { Notice } from "../parts/notice.tsx";
import { Texts } from "../parts/output.tsx";
import { RunButton } from "../parts/run-button.tsx";
import { RunNotes } from "../parts/run-notes.tsx";
import type { Session } from "../session.ts";
import { statusText } from "../status-text.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { SessionContext, usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";

/** The form where a page has little room for it: the box, its button and the sentence. */
export function CompactForm({ session }: { readonly session: Session }) {
  useEffect(() => keepFocus(document), []);
  return (
    <SessionContext value={session}>
      <main tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-3 p-3">
        <Notice />
        <LoadCard />
        <Line />
        <section className="min-h-16">
          <Texts />
          <RunNotes />
        </section>
        <Announcer />
      </main>
    </SessionContext>
  );
}

/** One line to write in. Nothing in it moves while a text is written: what goes on stands below, for screen readers alone. */
function Line() {
  const words = useWords();
  const session = useSession();
  const prompt = usePage((state) => state.prompt);
  const status = usePage((state) => statusText(state, words));
  const lang = useModelLanguage();
  return (
    <form
      className="flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        session.generate();
      }}
    >
      <input
        aria-label={words.prompt}
        {...(prompt !== "" && { dir: "auto", lang })}
        className="field min-w-0 grow basis-48 font-serif text-lg"
        value={prompt}
        placeholder={words.promptPlaceholder}
        enterKeyHint="go"
        onChange={(event) => session.type(event.target.value)}
      />
      <RunButton />
      <p role="status" className="sr-only">
        {status}
      </p>
    </form>
  );
}
