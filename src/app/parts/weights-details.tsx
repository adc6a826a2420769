import { readyModel } from "../state/models-state.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { FactList } from "./fact-list.tsx";
import { LoadChoice } from "./load-choice.tsx";
import { ModelReport } from "./model-report.tsx";

/** Which model wrote, whether it is kept here, and how good its files are. */
export default function WeightsDetails() {
  const info = usePage(readyModel);
  const written = usePage((state) => state.run?.result?.model.name);
  if (info === undefined) return <p className="text-muted">{STRINGS.noModel}</p>;
  const { kept } = info;
  return (
    <div className="grid gap-3">
      <FactList facts={[[STRINGS.facts.model, written ?? info.name]]} />
      {kept.where === "memory" && (
        <p className="text-warn">
          {STRINGS.notKept}. {kept.notice}
        </p>
      )}
      <DtypeChoice />
      <ModelReport />
    </div>
  );
}

function DtypeChoice() {
  const offered = usePage((state) => state.offer?.dtypes);
  const dtypes = offered?.map(({ dtype }) => dtype) ?? [];
  return <LoadChoice label={STRINGS.consent.weights} option="dtype" choices={dtypes} nameOf={(dtype) => dtype} />;
}
