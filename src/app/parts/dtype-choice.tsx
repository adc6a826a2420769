import { DTYPES, type Dtype } from "../../contract/dtypes.ts";
import type { ModelOffer } from "../../contract/model-offer.ts";
import { formatBytes } from "../format.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface DtypeChoiceProps {
  readonly offer: ModelOffer;
  readonly value: Dtype | undefined;
  readonly onChange: (dtype: Dtype | undefined) => void;
}

export function DtypeChoice({ offer, value, onChange }: DtypeChoiceProps) {
  const { units } = useWords();
  const late = useLateWords();
  return (
    <label className="grid max-w-60 gap-1 text-xs text-muted">
      {late.weights}
      <select
        className="field"
        value={value ?? ""}
        onChange={(event) => onChange(DTYPES.find((one) => one === event.target.value))}
      >
        <option value="">{late.automatic}</option>
        {offer.dtypes.map(({ dtype, bytes }) => (
          <option key={dtype} value={dtype}>
            {dtype} · {formatBytes(bytes, units)}
          </option>
        ))}
      </select>
    </label>
  );
}
