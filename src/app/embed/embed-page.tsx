import type { FrameView } from "../../bridge/start-frame.ts";
import { Question } from "./question.tsx";
import { embedStrings as strings } from "./strings.ts";

/** What the visitor sees inside the frame while there is no form: the question, the progress, or one line. */
export function EmbedPage({ view }: { readonly view: FrameView }) {
  return (
    <main className="flex min-h-40 flex-col items-start justify-center gap-3 p-4">
      <Content view={view} />
    </main>
  );
}

function Content({ view }: { readonly view: FrameView }) {
  switch (view.kind) {
    case "alone":
      return (
        <p>
          {strings.alone}{" "}
          <a className="underline" href="./">
            {strings.open}
          </a>
        </p>
      );
    case "waiting":
      return <p role="status">{strings.waiting}</p>;
    case "asking":
      // The second question is another one: it, too, must have been seen.
      return <Question key={view.offer === undefined ? "first" : "second"} view={view} />;
    case "loading":
      return <p role="status">{strings.loading(Math.floor(view.fraction * 100))}</p>;
    case "ready":
      return <p role="status">{strings.ready(view.info.name)}</p>;
    case "failed":
      return <p role="alert">{view.message}</p>;
  }
}
