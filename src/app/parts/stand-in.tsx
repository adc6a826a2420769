import { formatBytes } from "../format.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";

/** Says that a lighter model writes in the place of the one that was asked for, and how far that one has come. */
export function StandIn() {
  const words = useWords();
  const { standIn } = useWords();
  const session = useSession();
  const info = usePage(readyModel);
  const coming = usePage(({ load }) => (load.kind === "ready" ? load.coming : undefined));
  const bytes = usePage(({ offer }) => offer?.downloadBytes ?? 0);
  if (info?.standsInFor === undefined) return null;
  const { name, standsInFor } = info;
  if (coming !== undefined) {
    const came = words.bytesOf(
      formatBytes(coming.loadedBytes, words.units),
      formatBytes(coming.totalBytes, words.units),
    );
    return <p>{standIn.coming(name, standsInFor, came)}</p>;
  }
  return (
    <p>
      {standIn.alone(name, standsInFor)}
      <button
        type="button"
        className="button-quiet absolute -end-2.5 -top-3 underline sm:-top-2"
        onClick={session.loadFull}
      >
        {standIn.load(standsInFor, formatBytes(bytes, words.units))}
      </button>
    </p>
  );
}
