import { useModelLanguage } from "../use-model-language.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CardText } from "./card-text.tsx";
import { Dialog } from "./dialog.tsx";
import { FactList } from "./fact-list.tsx";

/** The model's card, as text. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { about, consent } = useLateWords();
  const offer = usePage((state) => state.offer);
  const lang = useModelLanguage();
  const isForeign = offer !== undefined && offer.source.kind !== "site";
  const facts = [
    [consent.name, offer?.name],
    [consent.origin, offer?.origin],
    [consent.revision, offer?.commit],
    [offer?.source.kind === "site" ? consent.license : consent.claimedLicense, offer?.card.license],
  ] as const;
  const known = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return (
    <Dialog title={(isForeign ? offer?.name : offer?.card.title) ?? about.title} lang={lang} onClose={onClose}>
      <FactList facts={known} hasNames />
      {isForeign && <p className="text-sm text-muted">{words.publisherSays}:</p>}
      {offer?.card.body ? (
        <CardText markdown={offer.card.body} lang={lang} />
      ) : (
        <p className="text-muted">{about.empty}</p>
      )}
    </Dialog>
  );
}
