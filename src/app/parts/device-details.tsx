import { BACKENDS } from "../../contract/backends.ts";
import { formatNumber } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureText } from "./failure-text.tsx";
import { LoadChoice } from "./load-choice.tsx";

/** Which backend runs and why, and a way to choose another. */
export default function DeviceDetails() {
  const words = useWords();
  const late = useLateWords();
  const backend = usePage(readyModel)?.backend;
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
