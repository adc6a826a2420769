import type { FrameView } from "../../bridge/start-frame.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { PRODUCT } from "../words/product.ts";
import { useEmbedWords } from "../words/use-embed-words.ts";
import { Question } from "./question.tsx";

/** What the visitor sees inside the frame while there is no form: the question, the progress, or one line. */
export function EmbedPage({ view }: { readonly view: FrameView }) {
  return (
    <main className="flex min-h-40 flex-col items-start justify-center gap-3 p-4">
      <Content view={view} />
    </main>
  );
}

function Content({ view }: { readonly view: FrameView }) {
  const words = useEmbedWords();
  switch (view.kind) {
    case "alone":
      return (
        <p>
          {words.alone}{" "}
          <a className="underline" href="./">
            {words.open(PRODUCT)}
          </a>
        </p>
      );
    case "waiting":
      return <p role="status">{words.waiting}</p>;
    case "asking":
      // The second question is another one: it, too, must have been seen.
      return <Question key={view.offer === undefined ? "first" : "second"} view={view} />;
    case "loading":
      return <p role="status">{words.loading(Math.floor(view.fraction * 100))}</p>;
    case "ready":
      return <p role="status">{words.ready(view.info.name)}</p>;
    case "failed":
      return (
        <p role="alert">
          <FailureText failure={view.failure} />
        </p>
      );
  }
}
