import { Labelled } from "../parts/labelled.tsx";

interface NamedSelectProps {
  readonly label: string;
  readonly value: string;
  /** Shown where the value is "". */
  readonly none: string;
  readonly isBusy: boolean;
  readonly onChoose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}

/** A choice among things of the visitor's own, by names that nobody translates. */
export function NamedSelect({ label, value, none, isBusy, onChoose, choices }: NamedSelectProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={value}
          disabled={isBusy}
          onChange={({ target }) => onChoose(target.value)}
        >
          {value === "" && <option value="">{none}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} translate="no">
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
