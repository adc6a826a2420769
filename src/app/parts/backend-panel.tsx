import type { BackendName, LoadOptions } from "../../contract/engine.ts";
import { DTYPES } from "../../contract/manifest.ts";
import { formatNumber } from "../format.ts";
import { isUnderWay } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { ChevronIcon } from "./icons.tsx";
import { ModelReport } from "./model-report.tsx";

const BACKENDS: readonly BackendName[] = ["kernel", "onnx-wasm", "onnx-webgpu"];

/** Which backend runs and why, and a way to choose another; unfolded for a model converted here, whose report it holds. */
export function BackendPanel() {
  const info = usePage(({ load }) => (load.kind === "ready" ? load.info : undefined));
  if (info === undefined) return null;
  const { backend, kept } = info;
  return (
    <details className="group card text-sm" open={info.converted}>
      <summary className="flex min-h-11 items-center gap-2 px-4 sm:px-5">
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">{STRINGS.backends[backend.backend]}</span>
          <span className="text-muted">
            {" "}
            · {backend.dtype} · {STRINGS.why}
          </span>
        </span>
        <span className="transition-transform group-open:rotate-180">
          <ChevronIcon />
        </span>
      </summary>
      <div className="grid gap-3 border-t border-line px-4 py-3 sm:px-5">
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
        {kept.where === "memory" && (
          <p className="text-warn">
            {STRINGS.notKept}. {kept.notice}
          </p>
        )}
        <Override />
      </div>
      <ModelReport />
    </details>
  );
}

function Override() {
  const session = useSession();
  const options = usePage((state) => state.loadOptions);
  const dtypes = usePage((state) => state.offer?.dtypes);
  const isBusy = usePage((state) => isUnderWay(state.run));
  const change = (changed: Partial<Record<keyof LoadOptions, string>>) => {
    const { backend, dtype } = { ...options, ...changed };
    const named = BACKENDS.find((one) => one === backend);
    const weights = DTYPES.find((one) => one === dtype);
    session.override({ ...(named && { backend: named }), ...(weights && { dtype: weights }) });
  };
  return (
    <div className="flex flex-wrap gap-3">
      <label className="grid gap-1 text-xs text-muted">
        {STRINGS.runOn}
        <select
          className="field"
          disabled={isBusy}
          value={options.backend ?? ""}
          onChange={(event) => change({ backend: event.target.value })}
        >
          <option value="">{STRINGS.automatic}</option>
          {BACKENDS.map((name) => (
            <option key={name} value={name}>
              {STRINGS.backends[name]}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 text-xs text-muted">
        {STRINGS.consent.weights}
        <select
          className="field"
          disabled={isBusy}
          value={options.dtype ?? ""}
          onChange={(event) => change({ dtype: event.target.value })}
        >
          <option value="">{STRINGS.automatic}</option>
          {dtypes?.map(({ dtype }) => (
            <option key={dtype} value={dtype}>
              {dtype}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
