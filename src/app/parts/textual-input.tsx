import { useState } from "react";
import { isMultiline, type ListKind, type ListValue, readText, writeText } from "../typed-list.ts";

interface TextualInputProps {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly kind: ListKind;
  readonly value: ListValue | undefined;
  readonly placeholder: string;
  readonly onChange: (value: unknown) => void;
}

/** A list that is typed. Keeps the very letters while they stand for the value, so that `1,` does not become `1`. */
export function TextualInput({ kind, value, onChange, ...rest }: TextualInputProps) {
  const [typed, setTyped] = useState("");
  const text = same(readText(kind, typed), value) ? typed : writeText(kind, value);
  const change = (next: string) => {
    setTyped(next);
    onChange(readText(kind, next));
  };
  const shared = { ...rest, value: text };
  if (isMultiline(kind)) {
    return <textarea {...shared} rows={2} className="field py-1.5" onChange={(event) => change(event.target.value)} />;
  }
  return (
    <input
      {...shared}
      type="text"
      className="field text-end tabular-nums"
      onChange={(event) => change(event.target.value)}
    />
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
