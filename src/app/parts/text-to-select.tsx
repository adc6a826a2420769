import { useEffect, useId, useRef } from "react";
import { useWords } from "../words/current.ts";

/** A text that the browser did not copy, selected in a box of its own, so that the visitor can copy it by hand. */
export default function TextToSelect({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const words = useWords();
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.focus();
    if (box.current?.value === text) box.current.select();
  }, [text]);
  return (
    <div className="grid w-full gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        {words.textToCopy}
      </label>
      <textarea
        ref={box}
        id={id}
        readOnly
        rows={4}
        className="field resize-y py-2 font-mono text-xs max-sm:text-base"
        value={text}
      />
      <button type="button" className="button-quiet w-fit" onClick={onClose}>
        {words.close}
      </button>
    </div>
  );
}
