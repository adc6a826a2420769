import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";

/** The way back from a foreign model. */
export function OwnModelButton() {
  const session = useSession();
  const isForeign = usePage((state) => state.isForeign);
  if (!isForeign) return null;
  return (
    <button type="button" className="button" onClick={session.openOwnModel}>
      {STRINGS.consent.own}
    </button>
  );
}
