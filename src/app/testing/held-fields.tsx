import { useState } from "react";
import { NumberInput } from "../parts/number-input.tsx";
import { TextualInput } from "../parts/textual-input.tsx";
import type { ListKind, ListValue } from "../typed-list.ts";

/** A number field around which the page keeps its value, and a button that sets it from elsewhere. */
export function HeldNumber({
  start,
  onChange,
}: {
  readonly start?: number;
  readonly onChange: (value: unknown) => void;
}) {
  const [value, setValue] = useState(start);
  const change = (next: number | undefined) => {
    setValue(next);
    onChange(next);
  };
  return (
    <>
      <label htmlFor="n">Number</label>
      <NumberInput
        id="n"
        aria-describedby="x"
        aria-invalid={false}
        value={value}
        fallback={10}
        placeholder="off"
        limits={{ min: 0, max: 100, step: 0.5, default: 0 }}
        onChange={change}
      />
      <button type="button" onClick={() => setValue(3)}>
        From outside
      </button>
    </>
  );
}

/** As {@link HeldNumber}, for a list. */
export function HeldList({ kind, onChange }: { readonly kind: ListKind; readonly onChange: (value: unknown) => void }) {
  const [value, setValue] = useState<ListValue>();
  const change = (next: unknown) => {
    setValue(Array.isArray(next) ? next : undefined);
    onChange(next);
  };
  const shared = { "aria-describedby": "x", "aria-invalid": false, placeholder: "", onChange: change };
  return (
    <>
      <label htmlFor="l">List</label>
      <TextualInput id="l" kind={kind} value={value} {...shared} />
      <button type="button" onClick={() => setValue([7])}>
        From outside
      </button>
    </>
  );
}
