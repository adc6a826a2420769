import { useId } from "react";

interface PlainSliderProps {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** The value in words; read aloud in the number's place. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

export function PlainSlider({ name, min, max, step, value, text, onChange }: PlainSliderProps) {
  const id = useId();
  return (
    <div className="grid">
      <div className="flex items-baseline justify-between gap-x-3 text-sm">
        <label htmlFor={id}>{name}</label>
        <span aria-hidden="true" className="text-muted tabular-nums">
          {text}
        </span>
      </div>
      <input
        id={id}
        type="range"
        className="h-8 w-full max-sm:h-11"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
