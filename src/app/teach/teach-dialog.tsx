import type { TrainerThread } from "../../bridge/start-trainer.ts";
import { Dialog } from "../parts/dialog.tsx";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { BaseChoice } from "./base-choice.tsx";
import { KeptChoice } from "./kept-choice.tsx";
import { useSession } from "../use-page.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import { TaughtView } from "./taught-view.tsx";
import { TeachingView } from "./teaching-view.tsx";
import { TextForm } from "./text-form.tsx";
import { UnfinishedCard } from "./unfinished-card.tsx";
import { releaseLesson, useLesson } from "./use-lesson.ts";
import { useSaid } from "./use-said.ts";
import { VoiceView } from "./voice-view.tsx";

// The same script does both: a second one would be named in the page's own.
export { AdapterDoings } from "./adapter-doings.tsx";

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
      {!isTeaching && <BaseChoice lesson={lesson} state={state} />}
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
          <KeptChoice lesson={lesson} state={state} />
          {voice !== undefined && <VoiceView lesson={lesson} state={state} voice={voice} />}
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
