import { formatNumber } from "../format.ts";
import type { WholeMeasure } from "../measured-text.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface KeptMeasureProps {
  readonly now: WholeMeasure | undefined;
  readonly kept: WholeMeasure | undefined;
  readonly onKeep: (measure: WholeMeasure | undefined) => void;
}

/** Keeps a result while another model is loaded, so that the two can be compared. */
export function KeptMeasure({ now, kept, onKeep }: KeptMeasureProps) {
  const { surprise } = useLateWords();
  if (now === undefined && kept === undefined) return null;
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      {kept !== undefined && (
        <>
          <p className="text-sm">
            {surprise.kept(`${kept.by.name}, ${kept.by.backend.dtype}`, formatNumber(kept.result.perplexity))}
          </p>
          <p className="text-sm text-muted">
            {now !== undefined && now.text !== kept.text ? surprise.keptOther : surprise.keptAbout}
          </p>
        </>
      )}
      {/* One button, so that the focus stays where it is. */}
      <button type="button" className="button w-fit" onClick={() => onKeep(kept === undefined ? now : undefined)}>
        {kept === undefined ? surprise.keep : surprise.forget}
      </button>
    </div>
  );
}
