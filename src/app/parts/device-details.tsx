import { BACKENDS } from "../../contract/backends.ts";
import type { BackendReport } from "../../contract/model-info.ts";
import { formatNumber } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import type { PageState } from "../state/page.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureText } from "./failure-text.tsx";
import { LoadChoice } from "./load-choice.tsx";

/** Of the model; where the GPU was timed after the first text, what a text since then says of it. */
function newestReport(state: PageState): BackendReport | undefined {
  const info = readyModel(state);
  const result = state.run?.result;
  const isLater = info?.backend.reason.detail === "gpu_later" && result?.model.name === info.name;
  // What was timed first is timed anew by each load, so that it tells a text of this one from those of earlier ones.
  const timed = [info, result].map((one) => JSON.stringify(one?.backend.tried[0]));
  return isLater && timed[0] === timed[1] ? result?.backend : info?.backend;
}

/** Which backend runs and why, and a way to choose another. */
export default function DeviceDetails() {
  const words = useWords();
  const late = useLateWords();
  const backend = usePage(newestReport);
  if (backend === undefined) return <p className="text-muted">{late.noModel}</p>;
  return (
    <div className="grid gap-3">
      <p>
        <FailureText failure={backend.reason} />
      </p>
      <ul className="grid gap-1 text-muted tabular-nums">
        {backend.tried.map(({ backend: name, msPerToken, refused }) => (
          <li key={name}>
            {words.backends[name]}: {refused !== undefined && <FailureText failure={refused} />}
            {refused === undefined && msPerToken !== undefined && late.perToken(formatNumber(msPerToken))}
          </li>
        ))}
      </ul>
      <LoadChoice
        label={late.runOn}
        option="backend"
        choices={BACKENDS}
        nameOf={(backend) => words.backends[backend]}
      />
    </div>
  );
}
