import { lazy } from "react";
import { formatNumber } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import { writerName } from "../state/voice.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { FoldedLine } from "./folded-line.tsx";

const DeviceDetails = lazy(() => import("./device-details.tsx"));
const SeedDetails = lazy(() => import("./seed-details.tsx"));
const SpeedDetails = lazy(() => import("./speed-details.tsx"));
const TextDetails = lazy(() => import("./text-details.tsx"));
const WeightsDetails = lazy(() => import("./weights-details.tsx"));
const WhyWords = lazy(() => import("./why-words.tsx"));

/** The numbers of the last run and of what wrote it, a line each; the lines are there before the numbers. */
export function RunDetails() {
  const words = useWords();
  const { facts, none } = useWords();
  const result = usePage((state) => state.run?.result);
  // 0 where the text was written within one tick of the browser's clock.
  const speed = result?.timings.tokens_per_second;
  const info = usePage(readyModel);
  const backend = result?.backend ?? info?.backend;
  const model = result === undefined ? info?.name : writerName(result.model.name, result.model.adapter);
  return (
    <div className="mt-6 border-b border-line">
      <FoldedLine name={facts.words} value={words.whyWords} Details={WhyWords} />
      <FoldedLine
        name={facts.speed}
        value={speed ? words.perSecond(formatNumber(speed)) : none}
        Details={SpeedDetails}
      />
      <FoldedLine name={facts.seed} value={result?.parameters.seed ?? none} Details={SeedDetails} />
      <FoldedLine
        name={facts.device}
        value={backend === undefined ? none : words.deviceOf(words.backends[backend.backend], backend.threads)}
        Details={DeviceDetails}
      />
      <FoldedLine
        name={facts.weights}
        value={backend === undefined ? none : <span translate="no">{`${model}, ${backend.dtype}`}</span>}
        open={info?.converted === true}
        Details={WeightsDetails}
      />
      <FoldedLine name={facts.text} value={words.textWays} Details={TextDetails} />
    </div>
  );
}
