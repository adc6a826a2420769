import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useWords } from "../words/current.ts";
import { CloseIcon } from "./icons.tsx";

interface DialogProps {
  readonly title: string;
  /** Of the title, where that is a name and none of the page's words. */
  readonly lang?: string;
  /** Has room for long texts. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: focus, Escape and the page behind are its business. */
export function Dialog({ title, lang, isWide = false, onClose, children }: DialogProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const pressed = useRef<EventTarget>(null);
  // Before the element leaves the page: closing it is what gives the focus back to where it was.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={heading}
      className={`m-auto max-h-[min(44rem,calc(100dvh-2rem))] rounded-2xl border border-line bg-card text-ink shadow-xl
        ${isWide ? "w-[min(52rem,calc(100vw-2rem))]" : "w-[min(36rem,calc(100vw-2rem))]"}`}
      // A choice of files that is given up is a cancel of its field.
      onCancel={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      // A text that is selected by a drag over the edge ends in a click on the dialog, too.
      onClick={(event) => {
        if (event.target === event.currentTarget && pressed.current === event.target) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="grid gap-4 p-4 sm:p-5">
        <div className="flex items-center justify-between gap-4">
          <h2 id={heading} lang={lang} className="text-lg font-semibold">
            {title}
          </h2>
          <button type="button" className="button-quiet -me-2" aria-label={words.close} onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
