import type { BackendName } from "../../contract/engine.ts";
import { formatNumber } from "../format.ts";
import { isUnderWay } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";

const BACKENDS: readonly BackendName[] = ["kernel", "onnx-wasm", "onnx-webgpu"];

/** Which backend runs and why, and a way to choose another. */
export default function DeviceDetails() {
  const session = useSession();
  const backend = usePage(({ load }) => (load.kind === "ready" ? load.info.backend : undefined));
  const options = usePage((state) => state.loadOptions);
  const isBusy = usePage((state) => isUnderWay(state.run));
  const choose = (name: string) => {
    const { backend: _before, ...others } = options;
    const chosen = BACKENDS.find((one) => one === name);
    session.override({ ...others, ...(chosen && { backend: chosen }) });
  };
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
      <label className="grid w-fit gap-1 text-xs text-muted">
        {STRINGS.runOn}
        <select
          className="field"
          aria-disabled={isBusy}
          value={options.backend ?? ""}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{STRINGS.automatic}</option>
          {BACKENDS.map((name) => (
            <option key={name} value={name}>
              {STRINGS.backends[name]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
