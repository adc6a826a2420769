import type { FrameView } from "../../bridge/start-frame.ts";
import type { ModelOffer } from "../../contract/engine.ts";
import type { Outcome } from "../../contract/outcome.ts";
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
      return (
        <>
          <p className="font-medium">{strings.asks(new URL(view.origin).host)}</p>
          <p className="text-sm">{summaryOf(view.offer)}</p>
          <p className="text-sm">{strings.private}</p>
          <button
            type="button"
            onClick={view.agree}
            className="rounded-lg bg-accent px-4 py-2 font-medium text-on-accent hover:bg-accent-strong"
          >
            {strings.allow}
          </button>
        </>
      );
    case "loading":
      return <p role="status">{strings.loading(Math.floor(view.fraction * 100))}</p>;
    case "ready":
      return <p role="status">{strings.ready(view.info.name)}</p>;
    case "failed":
      return <p role="alert">{view.message}</p>;
  }
}

function summaryOf(offer: Outcome<ModelOffer>): string {
  if (!offer.ok) return offer.failure.message;
  const { name, downloadBytes, origin } = offer.value;
  if (downloadBytes === 0) return strings.kept(name);
  return strings.offer(name, (downloadBytes / 1e6).toFixed(1), origin);
}
