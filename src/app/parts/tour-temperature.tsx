import { UNWARPED } from "../tour/distribution.ts";
import type { Tour } from "../tour/use-tour.ts";
import { showFixed } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { PlainSlider } from "./plain-slider.tsx";
import { TourQuote } from "./tour-quote.tsx";
import { WarpedBars } from "./warped-bars.tsx";

const RANGE = { min: 0.1, max: 2, step: 0.05 };

/** The temperature alone. */
export function TourTemperature({ tour }: { readonly tour: Tour }) {
  const { temperature } = tour.settings;
  const words = useLateWords().tour;
  return (
    <>
      <TourQuote prompt={tour.of.prompt} />
      <PlainSlider
        name={words.temperature.title}
        min={Math.min(RANGE.min, temperature)}
        max={Math.max(RANGE.max, temperature)}
        step={RANGE.step}
        value={temperature}
        text={showFixed(temperature, 2)}
        onChange={(value) => tour.set({ temperature: value })}
      />
      <WarpedBars tour={tour} warping={{ ...UNWARPED, temperature }} />
    </>
  );
}
