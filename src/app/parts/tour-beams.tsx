import { useMemo, useState } from "react";
import { LONGEST_BEAM, searching } from "../tour/tour-requests.ts";
import { useAnswer } from "../tour/use-answer.ts";
import type { Tour } from "../tour/use-tour.ts";
import { beamsOf } from "../tour/beams.ts";
import { showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { BeamTable } from "./beam-table.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { PlainSlider } from "./plain-slider.tsx";
import { TourButtons } from "./tour-buttons.tsx";
import { TourQuote } from "./tour-quote.tsx";
import { UseSettings } from "./use-settings.tsx";

const RANGE = { min: 2, max: 6, step: 1 };

/** Several texts side by side, a token at a time, against the one that takes the likeliest token each time. */
export function TourBeams({ tour }: { readonly tour: Tour }) {
  const { of, beams, setBeams } = tour;
  const { tour: words, why } = useLateWords();
  const [length, grow] = useState(1);
  const search = useAnswer(useMemo(() => searching(of, beams, length), [of, beams, length]));
  const greedy = useAnswer(useMemo(() => searching(of, 1, length), [of, length]));
  const failure = search.failure ?? greedy.failure;
  const found = beamsOf(search.value?.result);
  const [likeliest] = beamsOf(greedy.value?.result);
  const isWorking = search.isOld || greedy.isOld;
  return (
    <>
      <TourQuote prompt={of.prompt} />
      <PlainSlider
        {...RANGE}
        max={Math.max(RANGE.max, beams)}
        name={words.beams.beams}
        value={beams}
        text={showNumber(beams)}
        onChange={setBeams}
      />
      <TourButtons
        label={words.beams.longer}
        onNext={length === LONGEST_BEAM ? undefined : () => grow(length + 1)}
        onAgain={length === 1 ? undefined : () => grow(1)}
      />
      <FailureAlert failure={failure} />
      {likeliest !== undefined && found.length > 0 ? (
        <BeamTable beams={found} likeliest={likeliest} isOld={isWorking} />
      ) : (
        failure === undefined && <p className="text-sm text-muted">{why.working}</p>
      )}
      <UseSettings tour={tour} />
    </>
  );
}
