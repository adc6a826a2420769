import type { Outcome } from "../../contract/outcome.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import { useAnswer } from "./use-answer.ts";

interface RemovedFilesProps {
  /** Asks for their paths; the same function for the same question. */
  readonly ask: () => Promise<Outcome<readonly string[]>>;
}

/** Files that publishing takes out of a repository. */
export function RemovedFiles({ ask }: RemovedFilesProps) {
  const { upload, steps } = usePublishWords();
  const answer = useAnswer(ask);
  if (answer === undefined) return <p role="status">{steps.hashing}</p>;
  if (!answer.ok) return <FailureAlert failure={answer.failure} />;
  if (answer.value.length === 0) return <p className="text-sm text-muted">{upload.nothingRemoved}</p>;
  return (
    <ul translate="no" dir="ltr" className="list-disc ps-5 text-sm">
      {answer.value.map((path) => (
        <li key={path}>{path}</li>
      ))}
    </ul>
  );
}
