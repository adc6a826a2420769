import type { PageState, SharedOutput } from "../state/page.ts";
import { cardOf } from "../state/page-state.ts";
import { storedExample } from "../stored-example.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import type { EarlyWords } from "../words/en.ts";

const selectShared = (state: PageState) => state.shared;

/** What is shown in the sentence's place before the first run: what a link brought, a stored example, or a hint. */
export function Resting() {
  const words = useWords();
  const shared = usePage(selectShared);
  const example = usePage((state) => storedExample(cardOf(state)?.examples, state.prompt));
  if (shared !== undefined) return <Brought shared={shared} />;
  if (example?.output === undefined) return <p className="sentence text-muted italic">{words.outputEmpty}</p>;
  return (
    <>
      <Quoted prompt={example.text} text={example.output} isLarge />
      <p className="mt-2 text-sm text-muted">{words.exampleNote}</p>
    </>
  );
}

function Brought({ shared }: { readonly shared: SharedOutput }) {
  const words = useWords();
  const { texts, prompt } = shared;
  const numbered = texts.map((text, number) => ({ text, number }));
  return (
    <>
      <div className={texts.length > 1 ? "grid gap-x-8 gap-y-5 sm:grid-cols-2" : ""}>
        {numbered.map(({ text, number }) => (
          <Quoted key={number} prompt={prompt} text={text} isLarge={texts.length === 1} />
        ))}
      </div>
      <p className="mt-2 text-sm text-muted">{originOf(shared, words)}</p>
    </>
  );
}

function originOf({ device, earlierWith }: SharedOutput, words: EarlyWords): string {
  if (earlierWith !== undefined) return words.earlier.with(earlierWith);
  return device === undefined ? words.shared.brought : words.shared.broughtBy(device);
}

interface QuotedProps {
  readonly prompt: string;
  readonly text: string;
  readonly isLarge: boolean;
}

function Quoted({ prompt, text, isLarge }: QuotedProps) {
  const lang = useModelLanguage();
  // Some cards store the whole text as output, others only what follows the prompt.
  const rest = text.startsWith(prompt) ? text.slice(prompt.length) : text;
  return (
    <p dir="auto" lang={lang} className={isLarge ? "sentence" : "sentence-small"}>
      <span>{prompt}</span>
      <span className="written text-accent">{rest}</span>
    </p>
  );
}
