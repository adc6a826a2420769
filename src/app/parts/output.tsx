import { lazy, memo, useId } from "react";
import { cutText } from "../cut-text.ts";
import { isUnderWay, type LiveSample, type RunRequest } from "../state/run.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useShownRun } from "../use-shown-run.ts";
import { useWords } from "../words/current.ts";
import { Late } from "./late.tsx";
import { OutputActions } from "./output-actions.tsx";
import { Resting } from "./resting.tsx";
import { RunDetails } from "./run-details.tsx";
import { RunNotes } from "./run-notes.tsx";

const TokenView = lazy(() => import("./token-view.tsx"));

/** What was written, as text and never as markup; what can be done with it; how it came. */
export function Output() {
  const words = useWords();
  const heading = useId();
  return (
    <section aria-labelledby={heading} tabIndex={-1} className="pt-4">
      <h2 id={heading} className="sr-only">
        {words.output}
      </h2>
      {/* High enough for most sentences, so that nothing below moves when another one is written. */}
      <div className="before-link min-h-29 sm:min-h-24">
        <Texts />
      </div>
      <OutputActions />
      <RunNotes />
      <RunDetails />
    </section>
  );
}

/** The texts of the run that is shown, or what there is before the first. */
export function Texts() {
  const words = useWords();
  const { run, tidy } = useShownRun();
  if (run === undefined) return <Resting />;
  if (run.phase === "failed" && run.samples.every(({ text }) => text === "")) return null;
  const isWriting = isUnderWay(run);
  const several = run.samples.length > 1;
  return (
    <ol className={several ? "grid gap-x-8 gap-y-5 sm:grid-cols-2" : ""}>
      {run.samples.map((sample) => (
        <li key={sample.id}>
          {several && <h3 className="eyebrow mb-1">{words.sample(sample.id + 1)}</h3>}
          <Text request={run.request} sample={sample} tidy={tidy} isWriting={isWriting} isOne={!several} />
          {!isWriting && sample.details.length > 0 && (
            <Late>
              <TokenView details={sample.details} />
            </Late>
          )}
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
  /** True for the only text of a run, which is shown large. */
  readonly isOne: boolean;
}

/** Characters from which a text is set smaller: it is no sentence any more. */
const LONG = 280;

const Text = memo(function Text({ request, sample, tidy, isWriting, isOne }: TextProps) {
  const lang = useModelLanguage();
  const { prompt, text } = cutText(request, sample, tidy);
  const isLarge = isOne && prompt.length + text.length <= LONG;
  return (
    <p dir="auto" lang={lang} className={isLarge ? "sentence" : "sentence-small"}>
      <span className="text-ink">{prompt}</span>
      <span data-testid="answer" className={`written text-accent ${isWriting ? "writing" : ""}`}>
        {text}
      </span>
    </p>
  );
});
