import { memo, useId } from "react";
import { answerText } from "../answer-text.ts";
import type { PageState, SharedOutput } from "../state/page-state.ts";
import { isUnderWay, type LiveSample, type RunRequest } from "../state/run.ts";
import { storedExample } from "../stored-example.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { Facts } from "./facts.tsx";
import { OutputActions } from "./output-actions.tsx";
import { RunNotes } from "./run-notes.tsx";
import { TokenView } from "./token-view.tsx";

/** What was written, as text and never as markup. */
export function Output() {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="card px-4 py-4 sm:px-5">
      <h2 id={heading} className="sr-only">
        {STRINGS.output}
      </h2>
      <Texts />
      <RunNotes />
      <OutputActions />
      <Facts />
    </section>
  );
}

function Texts() {
  const run = usePage((state) => state.run);
  const tidy = usePage((state) => state.tidy);
  if (run === undefined) return <Resting />;
  if (run.phase === "failed" && run.samples.every(({ text }) => text === "")) return null;
  const isWriting = isUnderWay(run);
  const several = run.samples.length > 1;
  return (
    <ol className={several ? "grid gap-x-8 gap-y-5 sm:grid-cols-2" : ""}>
      {run.samples.map((sample) => (
        <li key={sample.id}>
          {several && <h3 className="eyebrow mb-1">{STRINGS.sample(sample.id + 1)}</h3>}
          <Text request={run.request} sample={sample} tidy={tidy} isWriting={isWriting} />
          {!isWriting && sample.details.length > 0 && <TokenView details={sample.details} />}
        </li>
      ))}
    </ol>
  );
}

interface TextProps {
  readonly request: RunRequest;
  readonly sample: LiveSample;
  readonly tidy: boolean;
  readonly isWriting: boolean;
}

const Text = memo(function Text({ request, sample, tidy, isWriting }: TextProps) {
  const { prompt, answer } = answerText(request, sample, tidy);
  return (
    <p dir="auto" className="min-h-8 font-serif text-xl leading-relaxed whitespace-pre-wrap">
      <span className="text-ink">{prompt}</span>
      <span data-testid="answer" className={`written text-accent ${isWriting ? "writing" : ""}`}>
        {answer}
      </span>
    </p>
  );
});

const { sharing, history } = STRINGS;
const selectShared = (state: PageState) => state.shared;

/** What stands here before the first run: the shared output of a link, a stored example, or a hint. */
function Resting() {
  const shared = usePage(selectShared);
  const examples = usePage((state) => state.offer?.card.examples);
  const prompt = usePage((state) => state.prompt);
  const example = storedExample(examples ?? [], prompt);
  if (shared !== undefined) {
    return (
      <>
        <p className="eyebrow mb-1">{originOf(shared)}</p>
        {shared.texts.map((text) => (
          <Quoted key={text} prompt={shared.prompt} text={text} />
        ))}
        <p className="mt-2 text-sm text-muted">
          {shared.earlierWith === undefined ? sharing.broughtNote : history.again}
        </p>
      </>
    );
  }
  if (example?.output === undefined) {
    return <p className="min-h-8 font-serif text-xl leading-relaxed text-muted italic">{STRINGS.outputEmpty}</p>;
  }
  return (
    <>
      <p className="eyebrow mb-1">{STRINGS.exampleOutput}</p>
      <Quoted prompt={example.text} text={example.output} />
      <p className="mt-2 text-sm text-muted">{STRINGS.exampleNote}</p>
    </>
  );
}

function originOf({ device, earlierWith }: SharedOutput): string {
  if (earlierWith !== undefined) return history.earlier(earlierWith);
  return device === undefined ? sharing.brought : sharing.broughtBy(device);
}

function Quoted({ prompt, text }: { readonly prompt: string; readonly text: string }) {
  // Some cards store the whole text as output, others only what follows the prompt.
  const rest = text.startsWith(prompt) ? text.slice(prompt.length) : text;
  return (
    <p dir="auto" className="font-serif text-xl leading-relaxed whitespace-pre-wrap">
      <span>{prompt}</span>
      <span className="written text-accent">{rest}</span>
    </p>
  );
}
