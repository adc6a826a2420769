import { useState } from "react";
import { STRINGS } from "./strings.ts";

/** Milliseconds for which it is said that something was copied. */
const SHOWN_MS = 2000;

/** Copies texts to the clipboard; `said` tells for a while whether it worked, to be shown and read aloud. */
export function useCopy(): { readonly said: string; copy(text: string): Promise<void> } {
  const [said, say] = useState("");
  const copy = async (text: string) => {
    const done = await navigator.clipboard.writeText(text).then(
      () => STRINGS.copied,
      () => STRINGS.copyFailed,
    );
    say(done);
    setTimeout(() => say(""), SHOWN_MS);
  };
  return { said, copy };
}
