import { type FormEvent, useState } from "react";
import type { NamedBytes } from "../../contract/bytes.ts";
import type { KeptVoice } from "../../contract/training.ts";
import { AskingButton } from "../parts/asking-button.tsx";
import { Labelled } from "../parts/labelled.tsx";
import { useSession } from "../use-page.ts";
import { saveOutcome } from "../save-file.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";
import { ShareVoice } from "./share-voice.tsx";
import { SampleList } from "./sample-list.tsx";

interface VoiceViewProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly voice: KeptVoice;
}

/** What was learned: tried, kept, saved or thrown away. */
export function VoiceView({ lesson, state, voice }: VoiceViewProps) {
  const words = useTeachWords();
  const { chooseFiles, store } = useSession();
  const write = async (file: NamedBytes) => {
    const before = store.state().voice;
    await chooseFiles({ kind: "archive", file });
    return store.state().voice !== before;
  };
  const [name, setName] = useState(voice.name);
  const isBusy = state.work !== undefined;
  const named = name.trim() === "" ? voice.name : name.trim();
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
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Labelled>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button-primary" disabled={isBusy} onClick={() => void lesson.keep(named)}>
          {words.keep}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => void lesson.use(named, write)}>
          {words.use}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => void lesson.save(named, saveOutcome)}>
          {words.save}
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => void lesson.save(named, saveOutcome, "merged")}
        >
          {words.saveMerged}
        </button>
        <AskingButton
          label={words.drop}
          about={voice.name}
          question={words.drops}
          className="button-quiet"
          disabled={isBusy}
          onAgree={() => void lesson.drop()}
        />
      </div>
      <ShareVoice lesson={lesson} state={state} name={named} />
    </div>
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
