import type { ReactNode } from "react";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { CloseIcon } from "./icons.tsx";

/** The page's one-line notice, with a button that closes it. */
export function Notice() {
  const { store } = useSession();
  const text = usePage((state) => state.notice);
  if (text === undefined) return null;
  return (
    <Warning>
      <p className="flex-1">{text}</p>
      <button
        type="button"
        className="button-quiet -my-1.5"
        onClick={() => store.send({ type: "notice", text: undefined })}
      >
        <CloseIcon />
        {STRINGS.close}
      </button>
    </Warning>
  );
}

/** Something went wrong: what, and what to do. */
export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-xl bg-warn-soft px-4 py-3 text-sm text-warn"
    >
      {children}
    </div>
  );
}
