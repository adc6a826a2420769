import { describeParameter } from "../../contract/describe-parameter.ts";
import { kindOf } from "../../contract/parameter-text.ts";
import type { NumberSpec, ParameterName } from "../../contract/parameters.ts";
import { type ListValue, writeText } from "../typed-list.ts";
import { showPlain } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { NumberInput } from "./number-input.tsx";
import { TextualInput } from "./textual-input.tsx";

interface ControlProps {
  readonly name: ParameterName;
  /** What ties the control to its label, explanation and complaint. */
  readonly labels: { readonly id: string; readonly "aria-describedby": string; readonly "aria-invalid": boolean };
  readonly value: unknown;
  /** What applies while nothing is set. */
  readonly fallback: unknown;
  readonly onChange: (value: unknown) => void;
}

/** The control that suits a parameter's kind. */
export function ParameterControl(props: ControlProps) {
  const { name, labels, value, fallback, onChange } = props;
  const limits = describeParameter(name).number;
  if (limits !== undefined) return <NumberControl {...props} limits={limits} />;
  const kind = kindOf(name);
  if (kind === "flag") {
    return (
      <input
        {...labels}
        type="checkbox"
        className="size-5"
        checked={(value ?? fallback) === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    );
  }
  if (kind === "word" || kind === "number") return <EarlyStopping {...props} />;
  const hint = writeText(kind, listOf(fallback));
  return <TextualInput {...labels} kind={kind} value={listOf(value)} placeholder={hint} onChange={onChange} />;
}

function NumberControl({
  name,
  labels,
  value,
  fallback,
  limits,
  onChange,
}: ControlProps & { readonly limits: NumberSpec }) {
  const late = useLateWords();
  const known = typeof fallback === "number" ? fallback : undefined;
  const hint = known === undefined ? (name === "seed" ? late.random : late.off) : showPlain(known);
  const number = typeof value === "number" ? value : undefined;
  return (
    <NumberInput {...labels} value={number} fallback={known} placeholder={hint} limits={limits} onChange={onChange} />
  );
}

/** One of a list is written without the list. */
function listOf(value: unknown): ListValue | undefined {
  return value === undefined || Array.isArray(value) ? value : [value];
}

const EARLY: readonly (boolean | "never")[] = [false, true, "never"];

function EarlyStopping({ labels, value, onChange }: Omit<ControlProps, "name">) {
  return (
    <select
      {...labels}
      translate="no"
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
