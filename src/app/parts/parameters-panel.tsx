import { memo, useState } from "react";
import type { GenerationParameters } from "../../contract/parameters.ts";
import { PARAMETER_GROUPS } from "../parameter-list.ts";
import { isPreset, PRESETS } from "../presets.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { ChevronIcon } from "./icons.tsx";
import { ParameterField } from "./parameter-field.tsx";

const GROUPS = typedKeys(PARAMETER_GROUPS);
const PRESET_NAMES = typedKeys(PRESETS);

/** All parameters. Open beside the form where there is room, folded under it on a phone. */
export const ParametersPanel = memo(function ParametersPanel() {
  const parameters = usePage((state) => state.parameters);
  const [isWide] = useState(() => matchMedia("(min-width: 64rem)").matches);
  const changed = Object.keys(parameters).length;
  return (
    <details className="group/panel card" open={isWide}>
      <summary className="flex min-h-12 items-center gap-2 px-4">
        <h2 className="flex-1 text-sm font-semibold">{STRINGS.parameters}</h2>
        {changed > 0 && <span className="text-xs text-muted">{STRINGS.changed(changed)}</span>}
        <span className="transition-transform group-open/panel:rotate-180">
          <ChevronIcon />
        </span>
      </summary>
      <div className="border-t border-line">
        <Presets parameters={parameters} />
        {GROUPS.map((group) => (
          <details key={group} className="group border-t border-line" open={group === "choice" || group === "length"}>
            <summary className="flex min-h-11 items-center gap-2 px-4 text-sm font-medium">
              <span className="flex-1">{STRINGS.groups[group]}</span>
              <span className="text-muted transition-transform group-open:rotate-180">
                <ChevronIcon />
              </span>
            </summary>
            <div className="grid gap-4 px-4 pt-1 pb-4">
              {PARAMETER_GROUPS[group].map((name) => (
                <ParameterField key={name} name={name} />
              ))}
            </div>
          </details>
        ))}
      </div>
    </details>
  );
});

function Presets({ parameters }: { readonly parameters: GenerationParameters }) {
  const { store } = useSession();
  const set = (next: GenerationParameters) => store.send({ type: "parameters", parameters: next });
  return (
    <fieldset className="px-4 py-3">
      <legend className="sr-only">{STRINGS.presets}</legend>
      <div className="flex flex-wrap gap-1.5">
        {PRESET_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={isPreset(parameters, PRESETS[name])}
            className="rounded-full border border-line px-3 py-1.5 text-sm text-muted transition-colors hover:border-edge
              hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
            onClick={() => set(PRESETS[name])}
          >
            {STRINGS.presetNames[name]}
          </button>
        ))}
        <button
          type="button"
          className="button-quiet"
          disabled={Object.keys(parameters).length === 0}
          onClick={() => set({})}
        >
          {STRINGS.reset}
        </button>
      </div>
    </fieldset>
  );
}

function typedKeys<K extends string>(record: Record<K, unknown>): K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
