import type { SamplePair } from "../../contract/training.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import { TitledList } from "../parts/titled-list.tsx";

/** What the model wrote before and writes now, side by side. */
export function SampleList({ samples, title }: { readonly samples: readonly SamplePair[]; readonly title?: string }) {
  const words = useTeachWords();
  if (samples.length === 0) return null;
  return (
    <TitledList title={title ?? words.samples}>
      {samples.map((pair, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples keep their places.
        <li key={i} className="grid gap-2 rounded-lg border border-line p-3 sm:grid-cols-2">
          <Sample label={words.before} prompt={pair.prompt} text={pair.before} isNow={false} />
          <Sample label={words.now} prompt={pair.prompt} text={pair.now} isNow />
        </li>
      ))}
    </TitledList>
  );
}

interface SampleProps {
  readonly label: string;
  readonly prompt: string;
  readonly text: string;
  readonly isNow: boolean;
}

function Sample({ label, prompt, text, isNow }: SampleProps) {
  const lang = useModelLanguage();
  return (
    <div className="min-w-0">
      <p className="text-xs text-muted">{label}</p>
      <p
        {...(lang !== undefined && { lang })}
        translate="no"
        dir="auto"
        className={`font-serif whitespace-pre-wrap ${isNow ? "" : "text-muted"}`}
      >
        <span className="text-muted">{prompt}</span>
        {text}
      </p>
    </div>
  );
}
