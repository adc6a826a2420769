import { useState } from "react";
import { TextField } from "./text-field.tsx";

interface ListFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Names with commas between them. Keeps the very letters while they stand for the same names. */
export function ListField({ value, onChange, ...rest }: ListFieldProps) {
  const [typed, setTyped] = useState(value.join(", "));
  const isSame = JSON.stringify(namesIn(typed)) === JSON.stringify(value);
  const change = (text: string) => {
    setTyped(text);
    onChange(namesIn(text));
  };
  return <TextField {...rest} isCode value={isSame ? typed : value.join(", ")} onChange={change} />;
}

function namesIn(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
