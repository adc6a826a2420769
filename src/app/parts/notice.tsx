import type { ReactNode } from "react";
import { isUnderWay } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { Said } from "./failure-text.tsx";
import { CloseIcon } from "./icons.tsx";

/** The page's one-line notice, with a button that closes it. */
export function Notice() {
  const words = useWords();
  const { store } = useSession();
  const text = usePage((state) => state.notice);
  if (text === undefined) return null;
  return (
    <Warning>
      <p className="flex-1">
        <Said text={text} />
      </p>
      <button
        type="button"
        className="button-quiet -my-1.5"
        onClick={() => store.send({ type: "notice", text: undefined })}
      >
        <CloseIcon />
        {words.close}
      </button>
    </Warning>
  );
}

/** Gives back a prompt in whose place something from outside was put. */
export function ReplacedNotice() {
  const words = useWords();
  const session = useSession();
  const wasReplaced = usePage((state) => state.replaced !== undefined);
  if (!wasReplaced) return null;
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-3 rounded-xl bg-accent-soft px-4 py-2 text-sm">
      <p className="flex-1">{words.replaced}</p>
      <button type="button" className="button" onClick={session.putBack}>
        {words.putBack}
      </button>
      <button
        type="button"
        className="button-quiet"
        onClick={() => session.store.send({ type: "replaced", prompt: undefined })}
      >
        <CloseIcon />
        {words.close}
      </button>
    </div>
  );
}

/** A new version of the site; taken by a click, and not while a text is written. */
export function UpdateNotice() {
  const words = useWords();
  const session = useSession();
  const hasUpdate = usePage((state) => state.hasUpdate);
  const isBusy = usePage((state) => isUnderWay(state.run));
  if (!hasUpdate) return null;
  return (
    <div
      aria-live="polite"
      className="flex flex-wrap items-center gap-3 rounded-xl border border-transparent bg-accent-soft px-4 py-2 text-sm"
    >
      <p className="flex-1">{words.update}</p>
      <button type="button" className="button" disabled={isBusy} onClick={session.update}>
        {words.updateNow}
      </button>
    </div>
  );
}

/** Something went wrong: what, and what to do. */
export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-xl border border-transparent bg-warn-soft px-4 py-3 text-sm text-warn"
    >
      {children}
    </div>
  );
}
