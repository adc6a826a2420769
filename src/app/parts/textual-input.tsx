import { useState } from "react";
import { readListed } from "../read-number.ts";

type Kind = "lines" | "ids";

interface TextualInputProps {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly kind: Kind;
  readonly value: readonly unknown[] | undefined;
  readonly placeholder: string;
  readonly onChange: (value: unknown) => void;
}

/** A list that is typed. Keeps the very letters while they stand for the value, so that `1,` does not become `1`. */
export function TextualInput({ kind, value, onChange, ...rest }: TextualInputProps) {
  const [typed, setTyped] = useState("");
  const text = same(readText(kind, typed), value) ? typed : writeText(value, kind);
  const change = (next: string) => {
    setTyped(next);
    onChange(readText(kind, next));
  };
  const shared = { ...rest, value: text };
  if (kind === "lines") {
    return <textarea {...shared} rows={2} className="field py-1.5" onChange={(event) => change(event.target.value)} />;
  }
  return (
    <input
      {...shared}
      type="text"
      className="field text-right tabular-nums"
      onChange={(event) => change(event.target.value)}
    />
  );
}

/** The value that letters stand for; none at all is the default again. */
export function readText(kind: Kind, text: string): string[] | number[] | undefined {
  if (text.trim() === "" && kind !== "lines") return undefined;
  if (kind === "ids")
    return text
      .split(/[\s,;،、，；]+/)
      .filter((part) => part !== "")
      .map(readListed);
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines.map((line) => line.replaceAll("\\n", "\n"));
}

function writeText(value: TextualInputProps["value"], kind: Kind): string {
  if (value === undefined) return "";
  const parts = value.map((part) => String(part).replaceAll("\n", "\\n"));
  return parts.join(kind === "ids" ? ", " : "\n");
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
