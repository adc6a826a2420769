import { useState } from "react";
import { UNWARPED } from "../tour/distribution.ts";
import type { Tour } from "../tour/use-tour.ts";
import { showFixed, showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { PlainSlider } from "./plain-slider.tsx";
import { WarpedBars } from "./warped-bars.tsx";

const TOP_KS = [1, 2, 3, 5, 10, 20, 50, 100];
const TOP_P = { name: "top_p", min: 0.05, max: 1, step: 0.01 };

/** Top-k and top-p at the temperature of the step before. */
export function TourCutoffs({ tour }: { readonly tour: Tour }) {
  const late = useLateWords();
  const { top_k, top_p } = tour.settings;
  // The form's own has a place on the scale, too; 0, which leaves nothing out, is at its end.
  const [scale] = useState(() => [...new Set([...TOP_KS, top_k])].filter((k) => k > 0).sort((a, b) => a - b));
  const place = scale.indexOf(top_k);
  return (
    <>
      {/* Their names are those of the parameters, in every language. */}
      <div translate="no" className="grid gap-x-6 sm:grid-cols-2">
        <PlainSlider
          name="top_k"
          min={0}
          max={scale.length}
          step={1}
          value={place < 0 ? scale.length : place}
          text={top_k === 0 ? late.off : showNumber(top_k)}
          onChange={(value) => tour.set({ top_k: scale[value] ?? 0 })}
        />
        <PlainSlider
          {...TOP_P}
          min={Math.min(TOP_P.min, top_p)}
          value={top_p}
          text={top_p === 1 ? late.off : showFixed(top_p, 2)}
          onChange={(value) => tour.set({ top_p: value })}
        />
      </div>
      <WarpedBars
        tour={tour}
        warping={{ ...UNWARPED, top_h: tour.model.defaults.top_h ?? null, ...tour.settings }}
        isCounted
      />
    </>
  );
}
