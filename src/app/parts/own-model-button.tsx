import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";

/** The way back from a foreign model. */
export function OwnModelButton() {
  const words = useWords();
  const session = useSession();
  const isForeign = usePage((state) => state.isForeign);
  if (!isForeign) return null;
  return (
    <button type="button" className="button" onClick={session.openOwnModel}>
      {words.ownModel}
    </button>
  );
}
