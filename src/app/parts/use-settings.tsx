import { useState } from "react";
import type { GenerationParameters } from "../../contract/parameters.ts";
import { withBeams, withDrawing } from "../tour/tour-requests.ts";
import type { Tour } from "../tour/use-tour.ts";
import { useSession } from "../use-page.ts";
import { showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** Takes what the tour was left with into the form. */
export function UseSettings({ tour: { settings, beams } }: { readonly tour: Tour }) {
  const { store } = useSession();
  const late = useLateWords();
  const words = late.tour.use;
  const [isUsed, setUsed] = useState(false);
  const take = (change: (parameters: GenerationParameters) => GenerationParameters) => {
    store.send({ type: "parameters", parameters: change(store.state().parameters) });
    setUsed(true);
  };
  const { temperature, top_k, top_p } = settings;
  return (
    <div className="grid gap-2 border-t border-line pt-3 text-sm">
      <p>{words.about}</p>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button" onClick={() => take((now) => withDrawing(now, settings))}>
          {words.drawing}
        </button>
        <button type="button" className="button" onClick={() => take((now) => withBeams(now, beams))}>
          {words.beams(showNumber(beams))}
        </button>
      </div>
      <dl className="flex flex-wrap gap-x-4 text-xs text-muted tabular-nums">
        <Value name="temperature" value={showNumber(temperature)} />
        <Value name="top_k" value={top_k === 0 ? late.off : showNumber(top_k)} />
        <Value name="top_p" value={showNumber(top_p)} />
      </dl>
      <p role="status">{isUsed && words.done}</p>
    </div>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="flex gap-1">
      <dt translate="no">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
