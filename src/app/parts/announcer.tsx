import { useModelLanguage } from "../use-model-language.ts";
import { usePage } from "../use-page.ts";
import { wholeText } from "../whole-text.ts";

/** Says a finished text to screen readers, once and as a whole; while it is written they are left alone. */
export function Announcer() {
  const text = usePage(({ run }) => (run?.phase === "done" ? wholeText(run, false) : ""));
  return (
    <p aria-live="polite" lang={useModelLanguage()} className="sr-only" data-testid="announced">
      {text}
    </p>
  );
}
