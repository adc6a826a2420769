import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { startTrainer, type TrainerThread } from "../../bridge/start-trainer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useSession } from "../use-page.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import { endWhenOver, openLesson } from "./open-lesson.ts";
import { useSaid } from "./use-said.ts";
import { VoiceView } from "./voice-view.tsx";

interface KeptVoiceProps {
  /** Of the model that it lies beside. */
  readonly source: ModelSource;
  readonly id: string;
  /** It has another name. */
  readonly onRename: () => void;
  /** Tests bring their own thread. */
  readonly start?: () => TrainerThread;
}

/** An adapter that is kept, with what can be done with it. The thread that does it lasts as long as this is shown, and until its work is done. */
export function KeptVoice(props: KeptVoiceProps) {
  const { id, start = startTrainer } = props;
  const session = useSession();
  // A list that is read anew has the same source as another object.
  const [source] = useState(props.source);
  const [lesson, setLesson] = useState<Lesson>();
  useEffect(() => {
    const opened = openLesson(session, start);
    setLesson(opened.lesson);
    void opened.lesson.choose(source, id);
    return () => endWhenOver(opened);
  }, [session, source, id, start]);
  return lesson === undefined ? null : <Opened {...props} lesson={lesson} />;
}

function Opened({ lesson, id, onRename }: KeptVoiceProps & { readonly lesson: Lesson }) {
  const words = useTeachWords();
  const state = useSyncExternalStore(lesson.subscribe, lesson.state);
  const { voice, failure, model } = state;
  const said = useSaid(state);
  const isOpen = voice?.id === id;
  const name = isOpen ? voice.name : undefined;
  const told = useRef(name);
  useEffect(() => {
    if (name === undefined || name === told.current) return;
    if (told.current !== undefined) onRename();
    told.current = name;
  }, [name, onRename]);
  return (
    <div className="grid basis-full gap-3">
      <p role="status" className="text-sm text-accent empty:hidden">
        {said}
      </p>
      <FailureAlert failure={failure} className="text-sm font-medium text-warn" />
      {model !== undefined && !isOpen && <p className="text-sm text-warn">{words.unreadable}</p>}
      {isOpen && <VoiceView lesson={lesson} state={state} voice={voice} hasDrop={false} />}
    </div>
  );
}
