import { useEffect } from "react";
import { addBeside } from "../add-beside.ts";
import { formatBytes } from "../format.ts";
import { attemptOf, readyModel } from "../state/models-state.ts";
import type { LinkedVoice } from "../state/voice.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { HeadedCard } from "./headed-card.tsx";

/** What a link holds beside its model, and the question whether it is to be used. */
export function LinkedVoiceCard() {
  const linked = usePage((state) => state.linked);
  return linked === undefined ? null : <Question linked={linked} />;
}

function Question({ linked }: { readonly linked: LinkedVoice }) {
  const { voices: words } = useLateWords();
  const { units, close } = useWords();
  const { engine, store, loadFull } = useSession();
  const ready = usePage(readyModel);
  const isAlone = usePage((state) => state.beside === undefined);
  const offered = usePage((state) => attemptOf(state).offer?.dtypes[0]?.bytes);
  const { name, base, bytes, source, isWanted = false } = linked;
  const isHere = isAlone && ready !== undefined && ready.standsInFor === undefined;
  useEffect(() => {
    if (!isWanted || !isHere) return;
    const put = (next: LinkedVoice | undefined) => {
      if (store.state().linked === linked) store.send({ type: "linked-voice", linked: next });
    };
    // Refused, it can be tried again: on the processor, or with another model.
    void addBeside(source, { engine, send: store.send, state: store.state }, true).then((outcome) =>
      put(outcome === "added" ? undefined : { ...linked, isWanted: false }),
    );
  }, [isWanted, isHere, linked, source, engine, store]);
  const use = () => {
    store.send({ type: "linked-voice", linked: { ...linked, isWanted: true } });
    if (ready?.standsInFor !== undefined) loadFull();
  };
  return (
    <HeadedCard isAsking title={words.linked(name, formatBytes(bytes, units))} about={words.linkedAbout(base)}>
      <div role="status" className="text-sm">
        {!isHere && offered !== undefined && <p>{words.linkedBase(formatBytes(offered, units))}</p>}
        {!isHere && isWanted && <p>{words.linkedWaits}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button-primary" aria-disabled={isWanted} onClick={isWanted ? undefined : use}>
          {words.linkedUse}
        </button>
        <button
          type="button"
          className="button-quiet"
          onClick={() => store.send({ type: "linked-voice", linked: undefined })}
        >
          {close}
        </button>
      </div>
    </HeadedCard>
  );
}
