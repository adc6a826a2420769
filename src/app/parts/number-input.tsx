import { type KeyboardEvent, useState } from "react";
import type { NumberSpec } from "../../contract/parameters.ts";
import { readNumber } from "../read-number.ts";
import { stepNumber } from "../step-number.ts";
import { showPlain } from "../words/locale.ts";

interface NumberInputProps {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly value: number | undefined;
  /** What applies while nothing is typed; the arrow keys count from there. */
  readonly fallback: number | undefined;
  readonly placeholder: string;
  readonly limits: NumberSpec;
  readonly onChange: (value: number | undefined) => void;
}

/**
 * A number that is typed. Not the browser's own number field: that one counts when a wheel passes over it, and drops the
 * decimal comma of another language without a word. Keeps the very letters while they stand for the value.
 */
export function NumberInput({ value, fallback, limits, onChange, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState("");
  const read = (text: string) => (text.trim() === "" ? undefined : readNumber(text, limits));
  const text = Object.is(read(typed), value) ? typed : value === undefined ? "" : showPlain(value);
  const change = (next: string) => {
    setTyped(next);
    onChange(read(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = STEPS.get(event.key);
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    change(showPlain(stepNumber(value ?? fallback, steps, limits)));
  };
  return (
    <input
      {...rest}
      type="text"
      role="spinbutton"
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      aria-valuenow={Number.isFinite(value) ? value : undefined}
      // The keyboards for numbers have no minus sign on some phones.
      inputMode={limits.min < 0 ? "text" : Number.isInteger(limits.step) ? "numeric" : "decimal"}
      autoComplete="off"
      className="field text-end tabular-nums"
      value={text}
      onChange={(event) => change(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowUp", 1],
  ["ArrowDown", -1],
  ["PageUp", 10],
  ["PageDown", -10],
]);
