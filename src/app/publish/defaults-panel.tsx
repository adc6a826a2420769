import { useId } from "react";
import { describeParameter } from "../../contract/describe-parameter.ts";
import type { PublishedDefaults } from "../../contract/publishing.ts";
import { HeadedCard } from "../parts/headed-card.tsx";
import { NumberInput } from "../parts/number-input.tsx";
import { showPlain } from "../words/locale.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { isWithin, NUMBERS, type NumberName } from "./default-numbers.ts";

interface DefaultsPanelProps {
  readonly defaults: PublishedDefaults;
  readonly onChange: (defaults: PublishedDefaults) => void;
}

/** What applies until a visitor changes it. */
export function DefaultsPanel({ defaults, onChange }: DefaultsPanelProps) {
  const { defaults: words } = usePublishWords();
  return (
    <HeadedCard title={words.title} about={words.about}>
      <label className="flex min-h-9 items-center gap-2 text-sm max-sm:min-h-11">
        <input
          type="checkbox"
          className="size-4"
          checked={defaults.do_sample ?? false}
          onChange={({ target }) => onChange({ ...defaults, do_sample: target.checked })}
        />
        {words.sample}
      </label>
      <div className="grid gap-4 sm:grid-cols-2">
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            name={name}
            value={defaults[name]}
            onChange={(value) => onChange(withValue(defaults, name, value))}
          />
        ))}
      </div>
    </HeadedCard>
  );
}

/** A number that is no number is not taken: the field says so, and the default before it stays. */
function withValue(defaults: PublishedDefaults, name: NumberName, value: number | undefined): PublishedDefaults {
  const { [name]: _old, ...rest } = defaults;
  return value === undefined ? rest : { ...rest, [name]: value };
}

interface NumberFieldProps {
  readonly name: NumberName;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function NumberField({ name, value, onChange }: NumberFieldProps) {
  const { defaults: words } = usePublishWords();
  const field = useId();
  const about = useId();
  const { number: limits } = describeParameter(name);
  if (limits === undefined) return null;
  const isRight = value === undefined || isWithin(value, limits);
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={field} translate="no" className="font-mono text-xs">
        {name}
      </label>
      <NumberInput
        id={field}
        aria-describedby={about}
        aria-invalid={!isRight}
        value={value}
        fallback={limits.default ?? undefined}
        placeholder={limits.default === null ? "" : showPlain(limits.default)}
        limits={limits}
        onChange={onChange}
      />
      <p id={about} className="text-xs text-warn">
        {isRight ? undefined : words.range(showPlain(limits.min), showPlain(limits.max))}
      </p>
    </div>
  );
}
