import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FactList } from "./fact-list.tsx";
import { FailureText } from "./failure-text.tsx";
import { LoadChoice } from "./load-choice.tsx";
import { ModelReport } from "./model-report.tsx";

/** Which model wrote, whether it is kept here, and how good its files are. */
export default function WeightsDetails() {
  const late = useLateWords();
  const info = usePage(readyModel);
  const written = usePage((state) => state.run?.result?.model.name);
  if (info === undefined) return <p className="text-muted">{late.noModel}</p>;
  const { kept } = info;
  return (
    <div className="grid gap-3">
      <FactList facts={[[late.facts.model, written ?? info.name]]} hasNames />
      {kept.where === "memory" && (
        <p className="text-warn">
          {late.notKept} {kept.notice !== undefined && <FailureText failure={kept.notice} />}
        </p>
      )}
      <DtypeChoice />
      <ModelReport />
    </div>
  );
}

function DtypeChoice() {
  const late = useLateWords();
  const offered = usePage((state) => state.offer?.dtypes);
  const dtypes = offered?.map(({ dtype }) => dtype) ?? [];
  return <LoadChoice label={late.weights} option="dtype" choices={dtypes} nameOf={(dtype) => dtype} />;
}
