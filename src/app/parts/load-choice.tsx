import type { LoadOptions } from "../../contract/load.ts";
import { isUnderWay } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface LoadChoiceProps<K extends "backend" | "dtype"> {
  readonly label: string;
  readonly option: K;
  readonly choices: readonly NonNullable<LoadOptions[K]>[];
  readonly nameOf: (choice: NonNullable<LoadOptions[K]>) => string;
}

/** Chooses one thing that a model is loaded with, or leaves it to the page; the model is loaded again at once. */
export function LoadChoice<K extends "backend" | "dtype">({ label, option, choices, nameOf }: LoadChoiceProps<K>) {
  const late = useLateWords();
  const session = useSession();
  const options = usePage((state) => state.loadOptions);
  const isBusy = usePage((state) => isUnderWay(state.run));
  const choose = (name: string) => {
    const { [option]: _before, ...others } = options;
    const chosen = choices.find((one) => one === name);
    session.override({ ...others, ...(chosen !== undefined && { [option]: chosen }) });
  };
  return (
    <label className="grid w-fit gap-1 text-xs text-muted">
      {label}
      <select
        className="field"
        aria-disabled={isBusy}
        value={options[option] ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{late.automatic}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
