import type { GenerationParameters } from "../../contract/parameters.ts";
import { PARAMETER_GROUPS } from "../parameter-list.ts";
import { isPreset, PRESETS } from "../presets.ts";
import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { ChevronIcon } from "./icons.tsx";
import { ParameterField } from "./parameter-field.tsx";

const GROUPS = typedKeys(PARAMETER_GROUPS);
const PRESET_NAMES = typedKeys(PRESETS);

/** Presets, and all parameters in groups. */
export default function AllParameters() {
  const late = useLateWords();
  const parameters = usePage((state) => state.parameters);
  return (
    <div data-testid="all-parameters" className="border-t border-line">
      <Presets parameters={parameters} />
      {GROUPS.map((group) => (
        <details key={group} className="group border-t border-line" open={group === "choice" || group === "length"}>
          <summary className="flex min-h-11 items-center gap-2 px-4 text-sm font-medium">
            <span className="flex-1">{late.groups[group]}</span>
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
  );
}

function Presets({ parameters }: { readonly parameters: GenerationParameters }) {
  const late = useLateWords();
  const { store } = useSession();
  const set = (next: GenerationParameters) => store.send({ type: "parameters", parameters: next });
  return (
    <fieldset className="px-4 py-3">
      <legend className="sr-only">{late.presets}</legend>
      <div className="flex flex-wrap gap-1.5">
        {PRESET_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={isPreset(parameters, PRESETS[name])}
            className="chip"
            onClick={() => set(PRESETS[name])}
          >
            {late.presetNames[name]}
          </button>
        ))}
        <button
          type="button"
          className="button-quiet"
          aria-disabled={Object.keys(parameters).length === 0}
          onClick={() => set({})}
        >
          {late.reset}
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
