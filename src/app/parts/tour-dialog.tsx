import { loadText } from "../status-text.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { LoadCard } from "./load-card.tsx";
import { TourSteps } from "./tour-steps.tsx";

/** How a model picks a word, shown with the very model that is loaded. */
export default function TourDialog({ onClose }: { readonly onClose: () => void }) {
  const { footer } = useWords();
  const model = usePage(readyModel);
  return (
    <Dialog title={footer.tour} onClose={onClose}>
      {model === undefined ? <Waiting /> : <TourSteps model={model} onDone={onClose} />}
    </Dialog>
  );
}

/** Until the model is here: how far it has come, and what its load asks. */
function Waiting() {
  const words = useWords();
  const { tour } = useLateWords();
  const load = usePage((state) => state.load);
  return (
    <>
      <p>{tour.needsModel}</p>
      <p role="status" className="text-sm text-muted">
        {loadText(load, words.status)}
      </p>
      {load.kind === "loading" && <progress aria-label={words.progress} max={1} value={load.progress?.fraction ?? 0} />}
      <LoadCard />
    </>
  );
}
