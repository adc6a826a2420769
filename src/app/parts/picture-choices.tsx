import { useId } from "react";
import { FORMAT_NAMES, FORMATS, SCHEMES, STYLES } from "../picture/formats.ts";
import type { PictureChoice } from "../picture/make-picture.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface PictureChoicesProps {
  readonly choice: PictureChoice;
  readonly onChoose: (choice: PictureChoice) => void;
  /** How many texts there are, and which one is in the picture. */
  readonly texts: number;
  readonly place: number;
  readonly onPlace: (place: number) => void;
}

/** Which text, and in which size, style and colours. */
export function PictureChoices({ choice, onChoose, texts, place, onPlace }: PictureChoicesProps) {
  const { sample } = useWords();
  const { picture: words } = useLateWords();
  const { format, style, scheme } = choice;
  const places = Array.from({ length: texts }, (_, number) => String(number));
  return (
    <div className="grid gap-1">
      {texts > 1 && (
        <Radios
          name={words.text}
          values={places}
          chosen={String(place)}
          label={(value) => sample(Number(value) + 1)}
          onChoose={(value) => onPlace(Number(value))}
        />
      )}
      <Radios
        name={words.size}
        values={FORMAT_NAMES}
        chosen={format}
        label={(value) => words.sizes[value]}
        about={(value) => `${FORMATS[value].width} × ${FORMATS[value].height}`}
        onChoose={(value) => onChoose({ ...choice, format: value })}
      />
      <Radios
        name={words.style}
        values={STYLES}
        chosen={style}
        label={(value) => words.styles[value]}
        onChoose={(value) => onChoose({ ...choice, style: value })}
      />
      <Radios
        name={words.colours}
        values={SCHEMES}
        chosen={scheme}
        label={(value) => words.schemes[value]}
        onChoose={(value) => onChoose({ ...choice, scheme: value })}
      />
    </div>
  );
}

interface RadiosProps<T extends string> {
  readonly name: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly label: (value: T) => string;
  /** More of a value, seen where there is room. */
  readonly about?: (value: T) => string;
  readonly onChoose: (value: T) => void;
}

function Radios<T extends string>({ name, values, chosen, label, about, onChoose }: RadiosProps<T>) {
  const group = useId();
  return (
    <fieldset className="text-sm">
      <legend className="sr-only">{name}</legend>
      <div className="grid grid-cols-[4.5rem_1fr]">
        <span aria-hidden="true" className="py-1.5 text-muted max-sm:py-3">
          {name}
        </span>
        <div className="flex flex-wrap gap-x-3">
          {values.map((value) => (
            <label key={value} className="flex min-h-8 items-center gap-2 max-sm:min-h-11">
              <input
                type="radio"
                name={group}
                className="size-4"
                checked={value === chosen}
                onChange={() => onChoose(value)}
              />
              {label(value)}
              {about !== undefined && <span className="text-xs text-muted max-sm:sr-only">{about(value)}</span>}
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
