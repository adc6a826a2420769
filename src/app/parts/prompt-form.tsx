import { type KeyboardEvent, memo, useId } from "react";
import { useGrowing } from "../use-growing.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { Examples } from "./examples.tsx";
import { LoadBar } from "./load-bar.tsx";
import { RunButton } from "./run-button.tsx";
import { StatusLine } from "./status-line.tsx";

/** The box and its button. Enter runs, as in a messenger; with Shift it breaks the line. */
export const PromptForm = memo(function PromptForm() {
  const words = useWords();
  const session = useSession();
  const prompt = usePage((state) => state.prompt);
  const id = useId();
  const lang = useModelLanguage();
  const box = useGrowing(prompt);
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that chooses a word of an input method does not submit.
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) session.generate();
  };
  return (
    <form
      className="card relative overflow-hidden shadow-xs focus-within:border-edge"
      onSubmit={(event) => {
        event.preventDefault();
        session.generate();
      }}
    >
      <div className="px-4 pt-3.5 sm:px-5">
        <label htmlFor={id} className="sr-only">
          {words.prompt}
        </label>
        <textarea
          ref={box}
          id={id}
          // The placeholder is the page's.
          {...(prompt !== "" && { dir: "auto", lang })}
          rows={2}
          value={prompt}
          placeholder={words.promptPlaceholder}
          enterKeyHint="go"
          aria-describedby={`${id}-keys`}
          className="field-sizing-content max-h-80 min-h-16 w-full resize-none bg-transparent font-serif text-xl leading-relaxed
            outline-hidden placeholder:text-muted"
          onChange={(event) => session.type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Examples />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3.5 sm:px-5">
        <RunButton />
        <StatusLine keysId={`${id}-keys`} />
      </div>
      <LoadBar />
    </form>
  );
});
