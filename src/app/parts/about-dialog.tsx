import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { CardText } from "./card-text.tsx";
import { Dialog } from "./dialog.tsx";
import { FactList } from "./fact-list.tsx";

const { about, consent } = STRINGS;

/** The model's card, as text. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const offer = usePage((state) => state.offer);
  const facts = [
    [consent.name, offer?.name],
    [consent.origin, offer?.origin],
    [consent.revision, offer?.commit],
    [consent.license, offer?.card.license],
  ] as const;
  const known = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return (
    <Dialog title={offer?.card.title ?? about.title} onClose={onClose}>
      <FactList facts={known} />
      {offer?.card.body ? <CardText markdown={offer.card.body} /> : <p className="text-muted">{about.empty}</p>}
    </Dialog>
  );
}
