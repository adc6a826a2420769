import { Labelled } from "./labelled.tsx";

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly isSmall?: boolean;
  readonly options: readonly T[];
  readonly value: T | undefined;
  /** What a visitor reads of an option; itself, untranslated, where this is missing. */
  readonly nameOf?: (option: T) => string;
  readonly onChange: (option: T) => void;
}

/** One of several, under its label. */
export function ChoiceField<T extends string>({
  label,
  isSmall = false,
  options,
  value,
  nameOf,
  onChange,
}: ChoiceFieldProps<T>) {
  const choose = (chosen: string) => {
    const option = options.find((one) => one === chosen);
    if (option !== undefined) onChange(option);
  };
  return (
    <Labelled label={label} isSmall={isSmall}>
      {(id) => (
        <select
          id={id}
          className="field"
          translate={nameOf === undefined ? "no" : undefined}
          value={value}
          onChange={({ target }) => choose(target.value)}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {nameOf?.(option) ?? option}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
