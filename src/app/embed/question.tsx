import type { FrameView } from "../../bridge/start-frame.ts";
import { formatBytes } from "../format.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { useWords } from "../words/current.ts";
import { useEmbedWords } from "../words/use-embed-words.ts";
import { SeenPlace } from "./seen-place.tsx";

type Asking = FrameView & { readonly kind: "asking" };

/** Who asks for which model, and the button that allows it. It can be pressed only where the visitor can see it. */
export function Question({ view }: { readonly view: Asking }) {
  const words = useEmbedWords();
  return (
    <>
      <p className="font-medium">{words.asks(new URL(view.origin).host)}</p>
      <p className="text-sm">
        <Summary view={view} />
      </p>
      <p className="text-sm">{words.private}</p>
      <SeenPlace>
        {(isSeen) => (
          <button
            type="button"
            disabled={!isSeen}
            onClick={view.agree}
            className="rounded-lg bg-accent px-4 py-2 font-medium text-on-accent hover:bg-accent-strong disabled:opacity-60"
          >
            {words.allow}
          </button>
        )}
      </SeenPlace>
      {/* Below the button, which must be seen in a frame of any height. */}
      <Example view={view} />
    </>
  );
}

/** What the model wrote when it was published, where its card keeps that: nothing has been computed yet. */
function Example({ view: { offer } }: { readonly view: Asking }) {
  const words = useEmbedWords();
  if (!offer?.ok) return null;
  const { examples, language } = offer.value.card;
  const example = examples.find(({ output }) => output !== undefined);
  if (example?.output === undefined) return null;
  const { text, output } = example;
  return (
    <figure className="text-sm">
      <figcaption>{words.example}</figcaption>
      <blockquote dir="auto" {...(language !== undefined && { lang: language })} className="sentence-small mt-1">
        {text}
        {/* Some cards keep the whole text, others only what follows the prompt. */}
        <span className="text-accent">{output.startsWith(text) ? output.slice(text.length) : output}</span>
      </blockquote>
    </figure>
  );
}

function Summary({ view: { offer, source } }: { readonly view: Asking }) {
  const { units } = useWords();
  const words = useEmbedWords();
  if (offer === undefined) return source.kind === "hub" && words.unknown(source.repo);
  if (!offer.ok) return <FailureText failure={offer.failure} />;
  const { name, downloadBytes, origin } = offer.value;
  return downloadBytes === 0 ? words.kept(name) : words.offer(name, formatBytes(downloadBytes, units), origin);
}
