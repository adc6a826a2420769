import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";
import { CardText } from "./card-text.tsx";
import { Dialog } from "./dialog.tsx";
import { FactList } from "./fact-list.tsx";

const { about, consent } = STRINGS;

/** The model's card, as text. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const offer = usePage((state) => state.offer);
  const isForeign = offer !== undefined && offer.source.kind !== "site";
  const facts = [
    [consent.name, offer?.name],
    [consent.origin, offer?.origin],
    [consent.revision, offer?.commit],
    [offer?.source.kind === "site" ? consent.license : consent.claimedLicense, offer?.card.license],
  ] as const;
  const known = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return (
    <Dialog title={(isForeign ? offer?.name : offer?.card.title) ?? about.title} onClose={onClose}>
      <FactList facts={known} />
      {isForeign && <p className="text-sm text-muted">{STRINGS.publisherSays}:</p>}
      {offer?.card.body ? <CardText markdown={offer.card.body} /> : <p className="text-muted">{about.empty}</p>}
    </Dialog>
  );
}
