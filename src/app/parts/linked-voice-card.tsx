import { useEffect, useState } from "react";
import { addBeside } from "../add-beside.ts";
import { formatBytes } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import type { LinkedVoice } from "../state/voice.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

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
  const offered = usePage((state) => state.offer?.dtypes[0]?.bytes);
  const [isAgreed, setAgreed] = useState(false);
  const isHere = ready !== undefined && ready.standsInFor === undefined;
  useEffect(() => {
    if (!isAgreed || !isHere) return;
    store.send({ type: "linked-voice", linked: undefined });
    void addBeside(linked.source, { engine, send: store.send, state: store.state }, true);
  }, [isAgreed, isHere, linked, engine, store]);
  const agree = () => {
    setAgreed(true);
    if (ready?.standsInFor !== undefined) loadFull();
  };
  return (
    <section className="grid gap-2 rounded-xl bg-accent-soft px-4 py-3 text-sm">
      <p className="font-medium">{words.linked(linked.name, formatBytes(linked.bytes, units))}</p>
      <p>
        {words.linkedAbout(linked.base)}
        {!isHere && offered !== undefined && ` ${words.linkedBase(formatBytes(offered, units))}`}
      </p>
      {isAgreed && <p role="status">{words.linkedWaits}</p>}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button-primary" disabled={isAgreed} onClick={agree}>
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
    </section>
  );
}
