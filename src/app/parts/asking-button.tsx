import { useEffect, useRef, useState } from "react";
import { useLateWords } from "../words/use-late-words.ts";

interface AskingButtonProps {
  readonly label: string;
  /** Said to screen readers behind the label: what the button is about. */
  readonly about?: string;
  readonly question: string;
  readonly className: string;
  readonly disabled?: boolean;
  readonly onAgree: () => void;
}

/** A button whose work cannot be taken back: it asks in its place before it does it, with the way back at hand. */
export function AskingButton({ label, about, question, className, disabled, onAgree }: AskingButtonProps) {
  const late = useLateWords();
  const [isAsking, setAsking] = useState(false);
  const ask = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button ref={ask} type="button" className={className} disabled={disabled} onClick={() => setAsking(true)}>
        {label}
        {about !== undefined && (
          <span translate="no" className="sr-only">
            {" "}
            {about}
          </span>
        )}
      </button>
    );
  }
  return (
    <fieldset
      aria-label={question}
      className="flex min-w-0 basis-full flex-wrap items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <p className="flex-1 basis-40 text-sm">{question}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsking(false);
          onAgree();
        }}
      >
        {label}
      </button>
      <button ref={keep} type="button" className="button" onClick={() => setAsking(false)}>
        {late.keep}
      </button>
    </fieldset>
  );
}
