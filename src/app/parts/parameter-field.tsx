import { memo, type ReactNode, useId } from "react";
import { type GenerationParameters, type ParameterName, TRANSFORMERS_DEFAULTS } from "../../contract/parameters.ts";
import { complaint, describeParameter, SLIDER_ENDS } from "../parameter-list.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { TextualInput } from "./textual-input.tsx";

const NO_DEFAULTS: GenerationParameters = {};
const BUILT_IN: GenerationParameters & Record<string, unknown> = Object.fromEntries(
  Object.entries(TRANSFORMERS_DEFAULTS).filter(([, value]) => value !== null),
);

/** One parameter with its explanation, its limits, and what applies while it is not changed. */
export const ParameterField = memo(function ParameterField({ name }: { readonly name: ParameterName }) {
  const { store } = useSession();
  const value = usePage((state) => state.parameters[name]);
  const defaults = usePage(({ load }) => (load.kind === "ready" ? load.info.defaults : NO_DEFAULTS));
  const id = useId();
  const { text, number } = describeParameter(name);
  const wrong = complaint(name, value);
  const fallback = defaults[name] ?? BUILT_IN[name];
  const set = (next: unknown) => store.send({ type: "parameter", name, value: next });
  const describedBy = `${id}-about${wrong === undefined ? "" : ` ${id}-wrong`}`;
  const common = { id, "aria-describedby": describedBy, "aria-invalid": wrong !== undefined };

  const control = (): ReactNode => {
    if (number !== undefined) {
      const hint = typeof fallback === "number" ? String(fallback) : name === "seed" ? STRINGS.random : STRINGS.off;
      return (
        <TextualInput
          {...common}
          kind="number"
          value={typeof value === "number" ? value : undefined}
          placeholder={hint}
          step={number.step}
          onChange={set}
        />
      );
    }
    if (name === "do_sample") {
      return (
        <input
          {...common}
          type="checkbox"
          className="size-5"
          checked={(value ?? fallback) === true}
          onChange={(event) => set(event.target.checked)}
        />
      );
    }
    if (name === "early_stopping") return <EarlyStopping common={common} value={value} onChange={set} />;
    const kind = name === "eos_token_id" ? "ids" : "lines";
    const words = Array.isArray(value) ? value : value === undefined ? undefined : [value];
    return <TextualInput {...common} kind={kind} value={words} placeholder={show(fallback)} step={1} onChange={set} />;
  };

  const isBlock = name === "bad_words" || name === "stop_strings";
  const ends = SLIDER_ENDS[name];
  const slid = typeof value === "number" ? value : typeof fallback === "number" ? fallback : (number?.min ?? 0);
  return (
    <div className="grid gap-1">
      <div className={isBlock ? "grid gap-1" : "flex min-h-9 items-center justify-between gap-3"}>
        <label
          htmlFor={id}
          className={`font-mono text-xs ${value === undefined ? "text-ink" : "font-bold text-accent"}`}
        >
          {name}
        </label>
        <div className={isBlock ? "" : "flex w-24 shrink-0 justify-end"}>{control()}</div>
      </div>
      {ends !== undefined && (
        // A handle for the pointer; keyboard and screen reader use the field above, which says the same.
        <input
          type="range"
          aria-hidden="true"
          tabIndex={-1}
          className="h-5 w-full"
          min={ends[0]}
          max={ends[1]}
          step={number?.step}
          value={slid}
          onChange={(event) => set(event.target.valueAsNumber)}
        />
      )}
      <p id={`${id}-about`} className="text-xs leading-snug text-muted">
        {text} {isBlock && STRINGS.onePerLine} {name === "eos_token_id" && STRINGS.idList}
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="text-xs font-medium text-warn">
          {wrong}
        </p>
      )}
    </div>
  );
});

function show(fallback: unknown): string {
  return Array.isArray(fallback) ? fallback.join(", ") : fallback === undefined ? "" : String(fallback);
}

interface EarlyStoppingProps {
  readonly common: { readonly id: string; readonly "aria-describedby": string; readonly "aria-invalid": boolean };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

const EARLY: readonly (boolean | "never")[] = [false, true, "never"];

function EarlyStopping({ common, value, onChange }: EarlyStoppingProps) {
  return (
    <select
      {...common}
      className="field"
      value={String(value ?? false)}
      onChange={(event) => onChange(EARLY.find((one) => String(one) === event.target.value))}
    >
      {EARLY.map((one) => (
        <option key={String(one)}>{String(one)}</option>
      ))}
    </select>
  );
}
