import { type FormEvent, useState } from "react";
import { adapterKey } from "../../contract/publishing.ts";
import type { KeptVoice } from "../../contract/training.ts";
import { AskingButton } from "../parts/asking-button.tsx";
import { Labelled } from "../parts/labelled.tsx";
import { saveOutcome } from "../save-file.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";
import { ShareVoice } from "./share-voice.tsx";
import { SampleList } from "./sample-list.tsx";
import { usePageVoice } from "./use-page-voice.ts";

interface VoiceViewProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly voice: KeptVoice;
  /** Where it is kept it is removed by another button. */
  readonly hasDrop?: boolean;
}

/** What was learned: tried, kept, saved or thrown away. */
export function VoiceView({ lesson, state, voice, hasDrop = true }: VoiceViewProps) {
  const words = useTeachWords();
  const { keep, drop, use } = usePageVoice(lesson);
  const [{ of, name }, setNamed] = useState({ of: voice, name: voice.name });
  // Another one has its own name, and one that was kept the name under which it is.
  if (of !== voice) setNamed({ of: voice, name: voice.name });
  const isBusy = state.work !== undefined;
  const named = name.trim() === "" ? voice.name : name.trim();
  const doings = [
    ["keep", state.isKept ? words.rename : words.keep, () => keep(named)],
    ["use", words.use, () => use(named)],
    ["save", words.save, () => lesson.save(named, saveOutcome)],
    ["merge", words.saveMerged, () => lesson.save(named, saveOutcome, "merged")],
  ] as const;
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {state.isKept && <p className="text-sm">{words.kept(voice.name)}</p>}
      <TryIt lesson={lesson} state={state} />
      <Labelled label={words.name}>
        {(id) => (
          <input
            id={id}
            className="field"
            value={name}
            maxLength={80}
            dir="auto"
            autoComplete="off"
            onChange={(event) => setNamed({ of: voice, name: event.target.value })}
          />
        )}
      </Labelled>
      <div className="flex flex-wrap gap-2">
        {doings.map(([what, label, run]) => (
          <button
            key={what}
            type="button"
            className={what === "keep" ? "button-primary" : "button"}
            disabled={isBusy}
            onClick={() => void run()}
          >
            {label}
          </button>
        ))}
        {hasDrop && (
          <AskingButton
            label={words.drop}
            about={voice.name}
            question={words.drops}
            className="button-quiet"
            disabled={isBusy}
            onAgree={() => void drop()}
          />
        )}
      </div>
      <ShareVoice lesson={lesson} state={state} name={named} />
      {voice.id !== undefined && <PublishLink id={voice.id} />}
    </div>
  );
}

/** Leads to the page that publishes, in a tab of its own: what is open here stays. */
function PublishLink({ id }: { readonly id: string }) {
  const words = useTeachWords();
  const address = `publish.html#kept=${encodeURIComponent(adapterKey(id))}`;
  return (
    <p className="text-sm text-muted">
      <a href={address} target="_blank" rel="noopener" className="text-accent underline">
        {words.publish}
      </a>{" "}
      {words.publishAbout}
    </p>
  );
}

/** Both texts after the visitor's own prompt, by the same draws. */
function TryIt({ lesson, state }: Pick<VoiceViewProps, "lesson" | "state">) {
  const words = useTeachWords();
  const [prompt, setPrompt] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (prompt.trim() !== "") void lesson.write(prompt, state.written.length + 1);
  };
  return (
    <>
      <form onSubmit={submit}>
        <Labelled label={words.prompt}>
          {(id) => (
            <div className="flex flex-wrap gap-2">
              <input
                id={id}
                className="field flex-1 basis-40"
                value={prompt}
                dir="auto"
                autoComplete="off"
                onChange={(event) => setPrompt(event.target.value)}
              />
              <button type="submit" className="button" disabled={state.work !== undefined}>
                {words.write}
              </button>
            </div>
          )}
        </Labelled>
      </form>
      <SampleList samples={state.written} title={words.tryIt} />
    </>
  );
}
