import { useState } from "react";
import type { ModelInfo } from "../../contract/model-info.ts";
import { useTour } from "../tour/use-tour.ts";
import { showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureAlert } from "./failure-alert.tsx";
import { TourBeams } from "./tour-beams.tsx";
import { TourChances } from "./tour-chances.tsx";
import { TourCutoffs } from "./tour-cutoffs.tsx";
import { TourDraw } from "./tour-draw.tsx";
import { TourTemperature } from "./tour-temperature.tsx";
import { TourText } from "./tour-text.tsx";

const STEPS = [
  { name: "tokens", Part: TourText },
  { name: "chances", Part: TourChances },
  { name: "temperature", Part: TourTemperature },
  { name: "cutoffs", Part: TourCutoffs },
  { name: "draw", Part: TourDraw },
  { name: "beams", Part: TourBeams },
] as const;

interface TourStepsProps {
  readonly model: ModelInfo;
  readonly onDone: () => void;
}

/** The steps of the tour, one at a time. The buttons stay where they are, and keep the focus. */
export function TourSteps({ model, onDone }: TourStepsProps) {
  const { tour: words, surprise } = useLateWords();
  const tour = useTour(model);
  const [step, go] = useState(0);
  const { name, Part } = STEPS[step] ?? STEPS[0];
  const isLast = step === STEPS.length - 1;
  const isText = name === "tokens";
  const needsText = !isText && tour.of.prompt === "";
  return (
    <>
      <div role="status" className="grid gap-1">
        <p className="text-xs text-muted">{words.step(step + 1, STEPS.length)}</p>
        <h3 className="font-semibold">{words[name].title}</h3>
        <p className="text-sm">
          {name === "chances" ? words.chances.about(showNumber(model.vocabSize)) : words[name].about}
        </p>
      </div>
      {/* Steps differ little in height, so that the buttons hardly move. What has the focus is not hidden by them. */}
      <div className="grid min-h-96 content-start gap-3 [&_:is(a,button,input,textarea,ol)]:scroll-mb-24">
        <FailureAlert failure={tour.failure} />
        {needsText && <p className="text-sm text-muted">{surprise.empty}</p>}
        {!needsText && (isText || tour.failure === undefined) && <Part tour={tour} />}
      </div>
      <Buttons
        back={step > 0 ? () => go(step - 1) : undefined}
        next={isLast ? onDone : () => go(step + 1)}
        nextName={isLast ? words.done : words.next}
      />
    </>
  );
}

interface ButtonsProps {
  readonly back: (() => void) | undefined;
  readonly next: () => void;
  readonly nextName: string;
}

function Buttons({ back, next, nextName }: ButtonsProps) {
  const { tour } = useLateWords();
  return (
    <div className="sticky bottom-0 -mx-4 -mb-4 flex justify-between border-t border-line bg-card px-4 py-3 sm:-mx-5 sm:-mb-5 sm:px-5">
      <button type="button" className="button" aria-disabled={back === undefined} onClick={back}>
        {tour.back}
      </button>
      <button type="button" className="button-primary" onClick={next}>
        {nextName}
      </button>
    </div>
  );
}
