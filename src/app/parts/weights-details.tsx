import { DTYPES } from "../../contract/manifest.ts";
import { isUnderWay } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { FactList } from "./fact-list.tsx";
import { ModelReport } from "./model-report.tsx";

/** Which model wrote, whether it is kept here, and how good its files are. */
export default function WeightsDetails() {
  const info = usePage(({ load }) => (load.kind === "ready" ? load.info : undefined));
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
  const session = useSession();
  const options = usePage((state) => state.loadOptions);
  const dtypes = usePage((state) => state.offer?.dtypes);
  const isBusy = usePage((state) => isUnderWay(state.run));
  const choose = (name: string) => {
    const { dtype: _before, ...others } = options;
    const chosen = DTYPES.find((one) => one === name);
    session.override({ ...others, ...(chosen && { dtype: chosen }) });
  };
  return (
    <label className="grid w-fit gap-1 text-xs text-muted">
      {STRINGS.consent.weights}
      <select
        className="field"
        aria-disabled={isBusy}
        value={options.dtype ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{STRINGS.automatic}</option>
        {dtypes?.map(({ dtype }) => (
          <option key={dtype} value={dtype}>
            {dtype}
          </option>
        ))}
      </select>
    </label>
  );
}
