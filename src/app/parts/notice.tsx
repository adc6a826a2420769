import type { ReactNode } from "react";
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
