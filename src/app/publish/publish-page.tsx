import { useCallback, useEffect, useRef, useState } from "react";
import { PRODUCT } from "../words/product.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { ThemeButton } from "../parts/theme-button.tsx";
import type { Arrival } from "./arrival.ts";
import { ChooseModel } from "./choose-model.tsx";
import type { Draft } from "./draft.ts";
import { EditModel } from "./edit-model.tsx";
import type { PublishPageWorld } from "./publish-world.ts";
import { useHubAccount } from "./use-hub-account.ts";

interface PublishPageProps {
  /** `undefined` in a frame of another page, which may cover what is asked here. */
  readonly world: PublishPageWorld | undefined;
  readonly arrival: Arrival;
}

/** From a model of this device to an address. */
export function PublishPage({ world, arrival }: PublishPageProps) {
  const words = usePublishWords();
  const [id, setId] = useState(arrival.id);
  return (
    <div className="mx-auto max-w-6xl px-4 pb-12 sm:px-6">
      <nav aria-label={PRODUCT} className="-me-2.5 flex min-h-14 items-center">
        <a href="./" className="me-auto inline-flex min-h-11 items-center text-sm text-accent underline">
          {words.back}
        </a>
        {id !== undefined && world !== undefined && (
          <button type="button" className="button-quiet" onClick={() => setId(undefined)}>
            {words.chooseOther}
          </button>
        )}
        <ThemeButton />
      </nav>
      <main className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <header className="grid gap-2">
          <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
            {words.title}
          </h1>
          <p className="max-w-prose leading-relaxed text-muted">{words.about}</p>
        </header>
        {world === undefined ? <Framed /> : <Publishing world={world} arrival={arrival} id={id} onChoose={setId} />}
      </main>
    </div>
  );
}

interface PublishingProps {
  readonly world: PublishPageWorld;
  readonly arrival: Arrival;
  readonly id: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** Who is signed in stays so, and what was said of a model is kept, while another one is chosen. */
function Publishing({ world, arrival, id, onChoose }: PublishingProps) {
  const signIn = useHubAccount(world);
  const { finish } = signIn;
  const back = arrival.signIn;
  useEffect(() => {
    if (back !== undefined) void finish(back);
  }, [back, finish]);
  const drafts = useRef(new Map<string, Draft>(arrival.draft && [[arrival.draft.id, arrival.draft]]));
  const { keepDraft: keepInTab } = world;
  const keepDraft = useCallback(
    (draft: Draft) => {
      drafts.current.set(draft.id, draft);
      keepInTab(draft);
    },
    [keepInTab],
  );
  const draftOf = useCallback((one: string) => drafts.current.get(one), []);
  if (id === undefined) return <ChooseModel engine={world.engine} onChoose={onChoose} />;
  return <EditModel key={id} world={world} id={id} signIn={signIn} draftOf={draftOf} keepDraft={keepDraft} />;
}

function Framed() {
  const words = usePublishWords();
  return (
    <p role="alert">
      {words.framed}{" "}
      <a href={location.href} target="_blank" rel="noopener" className="text-accent underline">
        {words.openInTab}
      </a>
    </p>
  );
}
