import type { TrainerThread } from "../../bridge/start-trainer.ts";
import { Dialog } from "../parts/dialog.tsx";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useSession } from "../use-page.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { LessonState } from "./lesson-state.ts";
import { TaughtView } from "./taught-view.tsx";
import { TeachingView } from "./teaching-view.tsx";
import { TextForm } from "./text-form.tsx";
import { UnfinishedCard } from "./unfinished-card.tsx";
import { releaseLesson, useLesson } from "./use-lesson.ts";
import { VoiceView } from "./voice-view.tsx";

interface TeachDialogProps {
  readonly onClose: () => void;
  /** Tests bring their own thread. */
  readonly start?: () => TrainerThread;
}

/** “Teach it your own”: the visitor's texts, the training, and what came of it. */
export default function TeachDialog({ onClose, start }: TeachDialogProps) {
  const words = useTeachWords();
  const session = useSession();
  const { lesson, state } = useLesson(start);
  const close = () => {
    releaseLesson(session);
    onClose();
  };
  const { model, work, taught, voice, failure, found } = state;
  const isTeaching = work === "teaching";
  return (
    <Dialog title={words.title} isWide onClose={close}>
      <p className="text-sm text-muted">{model === undefined ? words.needsModel : words.about(model.name)}</p>
      <p role="status" className="text-sm text-accent empty:hidden">
        {useSaid(state)}
      </p>
      <FailureAlert failure={failure} className="text-sm font-medium text-warn" />
      {model !== undefined && isTeaching && <TeachingView lesson={lesson} state={state} />}
      {model !== undefined && !isTeaching && (
        <>
          {state.unfinished !== undefined && (
            <UnfinishedCard lesson={lesson} state={state} unfinished={state.unfinished} />
          )}
          {taught !== undefined && <TaughtView state={state} taught={taught} />}
          {voice !== undefined && <VoiceView key={voice.name} lesson={lesson} state={state} voice={voice} />}
          {taught === undefined || found === undefined ? (
            <TextForm lesson={lesson} state={state} />
          ) : (
            <button type="button" className="button w-fit" onClick={lesson.clear}>
              {words.again}
            </button>
          )}
        </>
      )}
    </Dialog>
  );
}

/** What is being done, or was. */
function useSaid({ work, said }: LessonState): string | undefined {
  const words = useTeachWords();
  if (work === "opening") return words.opening;
  if (work === "reading") return words.reading;
  if (work === "writing") return words.writing;
  if (said === undefined) return undefined;
  if (said.what === "dropped") return words.dropped;
  const tell = { saved: words.saved, merged: words.merged, opened: words.opened, kept: words.isKept, used: words.used };
  return tell[said.what](said.name);
}
