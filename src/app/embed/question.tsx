import type { FrameView } from "../../bridge/start-frame.ts";
import { SeenPlace } from "./seen-place.tsx";
import { embedStrings as strings } from "./strings.ts";

type Asking = FrameView & { readonly kind: "asking" };

/** Who asks for which model, and the button that allows it. It can be pressed only where the visitor can see it. */
export function Question({ view }: { readonly view: Asking }) {
  return (
    <>
      <p className="font-medium">{strings.asks(new URL(view.origin).host)}</p>
      <p className="text-sm">{summaryOf(view)}</p>
      <p className="text-sm">{strings.private}</p>
      <SeenPlace>
        {(isSeen) => (
          <button
            type="button"
            disabled={!isSeen}
            onClick={view.agree}
            className="rounded-lg bg-accent px-4 py-2 font-medium text-on-accent hover:bg-accent-strong disabled:opacity-60"
          >
            {strings.allow}
          </button>
        )}
      </SeenPlace>
    </>
  );
}

function summaryOf({ offer, source }: Asking): string {
  if (offer === undefined) return source.kind === "hub" ? strings.unknown(source.repo) : "";
  if (!offer.ok) return offer.failure.message;
  const { name, downloadBytes, origin } = offer.value;
  if (downloadBytes === 0) return strings.kept(name);
  return strings.offer(name, (downloadBytes / 1e6).toFixed(1), origin);
}
