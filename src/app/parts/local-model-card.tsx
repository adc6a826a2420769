import { useState } from "react";
import { isSameSource, withoutFiles } from "../../contract/model-source.ts";
import { type Failure, makeFailure } from "../../contract/outcome.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Said } from "./failure-text.tsx";

/** A model that is on this device alone, or as small as it is only here: what to do about that. */
export default function LocalModelCard() {
  const { localModel: words } = useLateWords();
  const { engine, isFramed } = useSession();
  const info = usePage(readyModel);
  const [said, say] = useState<string | Failure>("");
  if (info === undefined || isFramed) return null;
  const find = async (): Promise<string | Failure> => {
    const stored = await engine.stored();
    if (!stored.ok) return stored.failure;
    const wanted = withoutFiles(info.source);
    const id = stored.value.find(({ source, complete }) => complete && isSameSource(source, wanted))?.id;
    return id ?? info.kept.notice ?? makeFailure("model_not_found", "not_kept", {});
  };
  const open = async () => {
    say(words.opening);
    let id = await find();
    if (typeof id !== "string" && !info.converted) {
      // A package that was picked lies where it was picked from; a copy of it goes to the publishing page.
      const saved = await engine.savePackage();
      if (!saved.ok) return say(saved.failure);
      const kept = await engine.importStored({ path: saved.value.name, bytes: saved.value.bytes });
      id = kept.ok ? kept.value.id : kept.failure;
    }
    if (typeof id === "string") location.assign(`publish.html#kept=${encodeURIComponent(id)}`);
    else say(id);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line px-4 py-2 text-sm">
      <p className="min-w-48 flex-1">
        {info.source.kind === "hub" ? words.convertedFrom(info.name) : words.about}{" "}
        <span aria-live="polite" className="text-muted">
          <Said text={said} />
        </span>
      </p>
      <button type="button" className="button" onClick={() => void open()}>
        {words.publish}
      </button>
    </div>
  );
}
