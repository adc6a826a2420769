import { type ReactNode, useId, useRef, useState } from "react";
import { LONGEST_MEASURED } from "../measured-text.ts";
import { readyModel } from "../state/models-state.ts";
import { isUnderWay } from "../state/run.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface SurpriseFormProps {
  /** What stands in the box at first. */
  readonly first: string;
  readonly isWorking: boolean;
  readonly onType: (text: string) => void;
  readonly onMeasure: (text: string) => void;
  readonly onStop: () => void;
}

/** The text to measure. A button begins: the model's thread is not kept busy while one types. */
export function SurpriseForm({ first, isWorking, onType, onMeasure, onStop }: SurpriseFormProps) {
  const words = useWords();
  const { surprise } = useLateWords();
  const [text, setText] = useState(first);
  const [isMissed, setMissed] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const obstacle = useObstacle(text);
  const submit = () => {
    if (isWorking) return onStop();
    if (obstacle !== undefined) return;
    setMissed(text === "");
    if (text === "") box.current?.focus();
    else onMeasure(text);
  };
  const change = (typed: string) => {
    setText(typed);
    setMissed(false);
    onType(typed);
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className="text-xs text-muted">
        {surprise.text}
      </label>
      <textarea
        ref={box}
        id={id}
        dir="auto"
        rows={4}
        className="field max-h-48 py-2 font-serif"
        value={text}
        aria-invalid={isMissed}
        aria-describedby={`${id}-why`}
        onChange={(event) => change(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="submit"
          className={isWorking ? "button" : "button-primary"}
          aria-disabled={!isWorking && obstacle !== undefined}
          aria-describedby={`${id}-why`}
        >
          {isWorking ? words.stop : surprise.measure}
        </button>
        <Reason id={`${id}-why`}>{isMissed ? surprise.empty : !isWorking && obstacle}</Reason>
      </div>
    </form>
  );
}

function Reason({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} aria-live="polite" className="min-w-0 flex-1 basis-40 text-sm text-warn">
      {children}
    </p>
  );
}

/** Why a text cannot be measured now. */
function useObstacle(text: string): string | undefined {
  const { surprise, noModel } = useLateWords();
  const isLoaded = usePage((state) => readyModel(state) !== undefined);
  const isWriting = usePage(({ run }) => isUnderWay(run));
  if (!isLoaded) return noModel;
  if (isWriting) return surprise.busy;
  return text.length > LONGEST_MEASURED ? surprise.tooLong(text.length, LONGEST_MEASURED) : undefined;
}
