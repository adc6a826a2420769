import { isUnderWay } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CloseIcon } from "./icons.tsx";
import { LinkedVoiceCard } from "./linked-voice-card.tsx";
import { VoiceSwitch } from "./voice-switch.tsx";

/** What few visitors get to see. */
export default function RareParts() {
  return (
    <>
      <LinkedVoiceCard />
      <VoiceSwitch />
      <UpdateNotice />
      <ReplacedNotice />
    </>
  );
}

/** Gives back a prompt in whose place something from outside was put. */
function ReplacedNotice() {
  const { close } = useWords();
  const { rare } = useLateWords();
  const session = useSession();
  const wasReplaced = usePage((state) => state.replaced !== undefined);
  if (!wasReplaced) return null;
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-3 rounded-xl bg-accent-soft px-4 py-2 text-sm">
      <p className="flex-1">{rare.replaced}</p>
      <button type="button" className="button" onClick={session.putBack}>
        {rare.putBack}
      </button>
      <button
        type="button"
        className="button-quiet"
        onClick={() => session.store.send({ type: "replaced", prompt: undefined })}
      >
        <CloseIcon />
        {close}
      </button>
    </div>
  );
}

/** A new version of the site; taken by a click, and not while a text is written. */
function UpdateNotice() {
  const { rare } = useLateWords();
  const session = useSession();
  const hasUpdate = usePage((state) => state.hasUpdate);
  const isBusy = usePage((state) => isUnderWay(state.run));
  if (!hasUpdate) return null;
  return (
    <div
      aria-live="polite"
      className="flex flex-wrap items-center gap-3 rounded-xl border border-transparent bg-accent-soft px-4 py-2 text-sm"
    >
      <p className="flex-1">{rare.update}</p>
      <button type="button" className="button" disabled={isBusy} onClick={session.update}>
        {rare.updateNow}
      </button>
    </div>
  );
}
