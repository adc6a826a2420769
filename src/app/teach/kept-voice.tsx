import { useEffect, useState, useSyncExternalStore } from "react";
import { startTrainer, type TrainerThread } from "../../bridge/start-trainer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useTeachWords } from "../words/use-teach-words.ts";
import { Lesson } from "./lesson.ts";
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

/** An adapter that is kept, with what can be done with it. The thread that does it lasts as long as this is shown. */
export function KeptVoice(props: KeptVoiceProps) {
  const { source, id, start = startTrainer } = props;
  const [lesson, setLesson] = useState<Lesson>();
  useEffect(() => {
    const trainer = start();
    const opened = new Lesson(trainer);
    setLesson(opened);
    void opened.choose(source, id);
    return () => trainer.end();
  }, [source, id, start]);
  return lesson === undefined ? null : <Opened {...props} lesson={lesson} />;
}

function Opened({ lesson, id, onRename }: KeptVoiceProps & { readonly lesson: Lesson }) {
  const words = useTeachWords();
  const state = useSyncExternalStore(lesson.subscribe, lesson.state);
  const { voice, failure, model } = state;
  const said = useSaid(state);
  const isOpen = voice?.id === id;
  const name = isOpen ? voice.name : undefined;
  const [first, setFirst] = useState(name);
  if (first === undefined && name !== undefined) setFirst(name);
  useEffect(() => {
    if (first !== undefined && name !== undefined && first !== name) onRename();
  }, [first, name, onRename]);
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
