import { type GenerationParameters, mergeParameters } from "../../contract/parameters.ts";
import {
  LONGEST,
  lengthOf,
  MOST_TEXTS,
  SHORTEST,
  VARIETY,
  varietyOf,
  varietyText,
  withCount,
  withLength,
  withVariety,
} from "../plain-parameters.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { PlainSlider } from "./plain-slider.tsx";

const NO_DEFAULTS: GenerationParameters = {};

/** What most visitors want to change, in plain words; each moves the parameters that have real names below. */
export function PlainParameters() {
  const { plain } = useWords();
  const { store } = useSession();
  const changed = usePage((state) => state.parameters);
  const model = usePage((state) => readyModel(state)?.defaults ?? NO_DEFAULTS);
  const promptTokens = usePage((state) => state.promptTokens ?? 0);
  const now = mergeParameters(changed, model);
  const set = (parameters: GenerationParameters) => store.send({ type: "parameters", parameters });
  const variety = varietyOf(now);
  const length = lengthOf(changed, model, promptTokens);
  const count = now.num_return_sequences ?? 1;
  return (
    <div className="grid gap-4 px-4 pt-1 pb-4">
      <PlainSlider
        {...VARIETY}
        name={plain.variety}
        value={variety}
        text={varietyText(variety, plain)}
        onChange={(value) => set(withVariety(changed, value))}
      />
      <PlainSlider
        name={plain.length}
        min={SHORTEST}
        max={LONGEST}
        step={5}
        value={length}
        text={plain.upTo(length)}
        onChange={(value) => set(withLength(changed, value))}
      />
      <PlainSlider
        name={plain.count}
        min={1}
        max={MOST_TEXTS}
        step={1}
        value={Math.min(count, MOST_TEXTS)}
        text={plain.texts(count)}
        onChange={(value) => set(withCount(changed, model, value))}
      />
    </div>
  );
}
