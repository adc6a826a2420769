import { useRef, useState } from "react";
import { useWords } from "./words/current.ts";

/** Milliseconds for which it is said that something was copied. */
const SHOWN_MS = 2000;

/** A field whose text can be selected. */
type TextBox = HTMLInputElement | HTMLTextAreaElement | null;

export interface Copying {
  /** Whether it worked, to be shown and read aloud; what to do instead stays until the next try. */
  readonly said: string;
  /** A text that could not be copied and is in no field yet: to be shown in one, selected. */
  readonly toSelect: string | undefined;
  /** @param box the field that holds the text; it is selected where the browser does not let a page copy */
  copy(text: string, box?: TextBox): Promise<void>;
  close(): void;
}

/** Copies texts to the clipboard, or gets them ready to be copied by hand. */
export function useCopy(): Copying {
  const words = useWords();
  const [said, say] = useState("");
  const [toSelect, setToSelect] = useState<string>();
  const origin = useRef<Element>(null);
  const timer = useRef(0);
  const copy = async (text: string, box?: TextBox) => {
    if (await writeClipboard(text)) {
      setToSelect(undefined);
      say(words.copied);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => say((now) => (now === words.copied ? "" : now)), SHOWN_MS);
      return;
    }
    origin.current = document.activeElement;
    say(isSecureContext ? words.copyRefused : words.copyInsecure);
    box?.focus();
    box?.select();
    if (box === undefined || box === null) setToSelect(text);
  };
  const close = () => {
    setToSelect(undefined);
    say("");
    if (origin.current instanceof HTMLElement) origin.current.focus();
  };
  return { said, toSelect, copy, close };
}

/** False where the browser refuses, or has no clipboard for pages at all: at plain http addresses. */
async function writeClipboard(text: string): Promise<boolean> {
  if (!("clipboard" in navigator)) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
