import { useDeferredValue, useState } from "react";
import { isWhole } from "../measured-text.ts";
import { memoryOf, useMeasuring } from "../use-measuring.ts";
import { useSession } from "../use-page.ts";
import { useShownRun } from "../use-shown-run.ts";
import { wholeText } from "../whole-text.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { KeptMeasure } from "./kept-measure.tsx";
import { SurpriseForm } from "./surprise-form.tsx";
import { SurpriseResult } from "./surprise-result.tsx";

/** How surprising the model finds a text, token by token. */
export default function SurpriseDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { surprise, why } = useLateWords();
  const memory = memoryOf(useSession());
  const first = useFirstText(memory.typed);
  const { measured, isWorking, measure, stop } = useMeasuring();
  const [kept, setKept] = useState(memory.kept);
  // A map that is there already is drawn behind the dialog, in slices between which the page answers.
  const isOpen = useDeferredValue(true, false);
  const keep = (other: typeof kept) => {
    memory.kept = other;
    setKept(other);
  };
  return (
    <Dialog title={words.footer.surprise} isWide onClose={onClose}>
      <p className="text-sm text-muted">{surprise.about}</p>
      <SurpriseForm
        first={first}
        isWorking={isWorking}
        onType={(text) => {
          memory.typed = text;
        }}
        onMeasure={measure}
        onStop={stop}
      />
      <p className="flex gap-2 text-sm text-muted tabular-nums">
        <span role="status">
          {isWorking && why.working}
          {measured?.result !== undefined && surprise.done(words.tokens(measured.result.tokens))}
        </span>
        {/* Hidden from screen readers, which would read every number. */}
        {isWorking && measured !== undefined && <span aria-hidden="true">{words.tokens(measured.tokens.length)}</span>}
      </p>
      <FailureAlert failure={measured?.failure} />
      {isOpen && measured !== undefined && measured.tokens.length > 0 && (
        <SurpriseResult
          // Another text has other places.
          key={`${measured.by.name} ${measured.by.backend.dtype} ${measured.text}`}
          measured={measured}
          kept={kept?.text === measured.text && kept.tokens !== measured.tokens ? kept : undefined}
        />
      )}
      <KeptMeasure now={measured !== undefined && isWhole(measured) ? measured : undefined} kept={kept} onKeep={keep} />
    </Dialog>
  );
}

/** What stands in the box at first: what was typed before, else the text that the page shows. */
function useFirstText(typed: string | undefined): string {
  const { run, tidy } = useShownRun();
  return typed ?? (run === undefined ? "" : wholeText(run, tidy));
}
