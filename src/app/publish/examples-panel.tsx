import { useId } from "react";
import type { PublishEdit } from "../../contract/publishing.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { HeadedCard } from "../parts/headed-card.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import type { EditProps } from "./said-panel.tsx";
import type { ExampleWriter } from "./use-example-writer.ts";

type Example = PublishEdit["examples"][number];

interface ExamplesPanelProps extends EditProps {
  readonly writer: ExampleWriter;
}

/** Prompts to begin with, with outputs that this model writes here until its owner likes one. */
export function ExamplesPanel({ edit, onEdit, writer }: ExamplesPanelProps) {
  const { examples: words } = usePublishWords();
  const { examples } = edit;
  const set = (at: number, example: Example) => onEdit({ examples: examples.with(at, example) });
  const write = async (at: number, { text }: Example) => {
    const written = await writer.write(at, text, edit.defaults);
    if (written === undefined) return;
    // Prompts may have been changed or taken out while it was written.
    onEdit(({ examples }) => {
      const isThere = examples[at]?.text === text;
      return isThere ? { examples: examples.with(at, { text, ...written }) } : {};
    });
  };
  return (
    <HeadedCard title={words.title} about={words.about}>
      <ol className="grid gap-4">
        {examples.map((example, at) => (
          <ExampleItem
            // biome-ignore lint/suspicious/noArrayIndexKey: an example has nothing but its place while its prompt is typed.
            key={at}
            at={at}
            example={example}
            lang={edit.language[0]}
            busy={writer.busy}
            onType={(text) => set(at, { text })}
            onWrite={() => void write(at, example)}
            onRemove={() => onEdit({ examples: examples.filter((_one, place) => place !== at) })}
          />
        ))}
      </ol>
      <p role="alert" className="text-sm text-warn empty:hidden">
        {writer.failure && <FailureText failure={writer.failure} />}
      </p>
      <button type="button" className="button w-fit" onClick={() => onEdit({ examples: [...examples, { text: "" }] })}>
        {words.add}
      </button>
    </HeadedCard>
  );
}

interface ExampleItemProps {
  readonly at: number;
  readonly example: Example;
  readonly lang: string | undefined;
  readonly busy: ExampleWriter["busy"];
  readonly onType: (text: string) => void;
  readonly onWrite: () => void;
  readonly onRemove: () => void;
}

function ExampleItem({ at, example, lang, busy, onType, onWrite, onRemove }: ExampleItemProps) {
  const { examples: words } = usePublishWords();
  const field = useId();
  const { text, output, seed } = example;
  const isBusy = busy !== undefined;
  return (
    <li className="grid gap-2">
      <label htmlFor={field} className="sr-only">
        {words.prompt(`${at + 1}`)}
      </label>
      <input
        id={field}
        className="field"
        dir="auto"
        lang={lang}
        value={text}
        onChange={({ target }) => onType(target.value)}
      />
      {output !== undefined && (
        <blockquote dir="auto" lang={lang} className="sentence-small border-s-2 border-line ps-3">
          <span className="text-muted">{text}</span>
          {output}
        </blockquote>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="button" disabled={isBusy || text === ""} onClick={onWrite}>
          {busy?.example === at ? words[busy.step] : output === undefined ? words.write : words.again}
        </button>
        <button type="button" className="button-quiet" aria-label={words.removeThis(text)} onClick={onRemove}>
          {words.remove}
        </button>
        {seed !== undefined && <span className="ms-auto text-xs text-muted tabular-nums">{words.seed(`${seed}`)}</span>}
      </div>
    </li>
  );
}
