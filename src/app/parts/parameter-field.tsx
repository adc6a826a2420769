import { Fragment, memo, useId } from "react";
import { describeParameter } from "../../contract/describe-parameter.ts";
import { kindOf } from "../../contract/parameter-text.ts";
import type { GenerationParameters, ParameterName } from "../../contract/parameters.ts";
import { TRANSFORMERS_DEFAULTS } from "../../contract/resolved-parameters.ts";
import { correctionOf, isAllowed, SLIDER_ENDS } from "../parameter-list.ts";
import { readyModel } from "../state/models-state.ts";
import { isList, isMultiline } from "../typed-list.ts";
import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { ParameterControl } from "./parameter-control.tsx";

const NO_DEFAULTS: GenerationParameters = {};
const BUILT_IN: GenerationParameters & Record<string, unknown> = Object.fromEntries(
  Object.entries(TRANSFORMERS_DEFAULTS).filter(([, value]) => value !== null),
);

/** One parameter with its explanation, its limits, and what applies while it is not changed. */
export const ParameterField = memo(function ParameterField({ name }: { readonly name: ParameterName }) {
  const late = useLateWords();
  const { store } = useSession();
  const value = usePage((state) => state.parameters[name]);
  const defaults = usePage((state) => readyModel(state)?.defaults ?? NO_DEFAULTS);
  const id = useId();
  const { number } = describeParameter(name);
  const wrong = isAllowed(name, value) ? undefined : correctionOf(name, late);
  const fallback = defaults[name] ?? BUILT_IN[name];
  const set = (next: unknown) => store.send({ type: "parameter", name, value: next });
  const describedBy = `${id}-about${wrong === undefined ? "" : ` ${id}-wrong`}`;
  const labels = { id, "aria-describedby": describedBy, "aria-invalid": wrong !== undefined };

  const kind = kindOf(name);
  const isBlock = isMultiline(kind);
  const ends = SLIDER_ENDS[name];
  const slid = typeof value === "number" ? value : typeof fallback === "number" ? fallback : (number?.min ?? 0);
  return (
    <div className="grid gap-1">
      <div className={isBlock ? "grid gap-1" : "flex min-h-9 flex-wrap items-center justify-between gap-x-3"}>
        <label
          htmlFor={id}
          translate="no"
          className={`inline-flex flex-wrap items-center font-mono text-xs max-sm:min-h-11 max-sm:min-w-11 ${value === undefined ? "text-ink" : "font-bold text-accent"}`}
        >
          <Breakable name={name} />
        </label>
        <div className={isBlock ? "" : "flex w-24 shrink-0 justify-end"}>
          <ParameterControl name={name} labels={labels} value={value} fallback={fallback} onChange={set} />
        </div>
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
        {late.describe(name)} {number && late.bounds(number.min, number.max)} {isList(kind) && late.forms[kind]}
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="text-xs font-medium text-warn">
          {wrong}
        </p>
      )}
    </div>
  );
});

/** A name that may break behind its underscores, where a line has no room for it. */
function Breakable({ name }: { readonly name: string }) {
  const [first = "", ...others] = name.split("_");
  return (
    <>
      {first}
      {others.map((part) => (
        <Fragment key={part}>
          _<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
