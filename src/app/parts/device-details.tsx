import { BACKENDS } from "../../contract/backends.ts";
import { formatNumber } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { LoadChoice } from "./load-choice.tsx";

/** Which backend runs and why, and a way to choose another. */
export default function DeviceDetails() {
  const backend = usePage((state) => readyModel(state)?.backend);
  if (backend === undefined) return <p className="text-muted">{STRINGS.noModel}</p>;
  return (
    <div className="grid gap-3">
      <p>{backend.reason}</p>
      <ul className="grid gap-1 text-muted tabular-nums">
        {backend.tried.map(({ backend: name, msPerToken, refused }) => (
          <li key={name}>
            {STRINGS.tried(
              STRINGS.backends[name],
              refused ?? (msPerToken === undefined ? "" : STRINGS.perToken(formatNumber(msPerToken))),
            )}
          </li>
        ))}
      </ul>
      <LoadChoice
        label={STRINGS.runOn}
        option="backend"
        choices={BACKENDS}
        nameOf={(backend) => STRINGS.backends[backend]}
      />
    </div>
  );
}
