import { useState } from "react";
import type { Dtype } from "../../contract/dtypes.ts";
import type { ModelOffer } from "../../contract/model-offer.ts";
import { nameFailure } from "../../contract/name-failure.ts";
import { formatBytes } from "../format.ts";
import { attemptOf, type ConsentReason, type ModelState, type Unseen } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import type { LateWords } from "../words/en-late.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { DtypeChoice } from "./dtype-choice.tsx";
import { FailureText } from "./failure-text.tsx";
import { HeadedCard } from "./headed-card.tsx";
import { OwnModelButton } from "./own-model-button.tsx";
import { SeenButton } from "./seen-button.tsx";
import { StayButton } from "./stay-button.tsx";

const TEXTS = {
  foreign: "foreignText",
  large: "largeText",
  unfinished: "unfinishedText",
  framed: "framedText",
} as const satisfies Record<ConsentReason, keyof LateWords["consent"]>;

/** Asks before a model is fetched: which, from where, how large, which revision. */
export default function ConsentCard() {
  const why = usePage((state) => reasonIn(attemptOf(state)));
  const offer = usePage((state) => attemptOf(state).offer);
  if (typeof why === "object") return <UnseenQuestion repo={why.repo} />;
  if (why === undefined || offer === undefined) return null;
  return <Question why={why} offer={offer} />;
}

function reasonIn({ load }: ModelState): ConsentReason | Unseen | undefined {
  return load.kind === "asking" ? load.why : undefined;
}

/** In a frame: nobody but this site has been asked for anything yet. */
function UnseenQuestion({ repo }: { readonly repo: string }) {
  const { consent } = useLateWords();
  const { lookUp } = useSession();
  return (
    <HeadedCard isAsking title={consent.foreign} about={consent.unseenText(repo)}>
      <div className="flex flex-wrap gap-2">
        <SeenButton name={consent.lookUp} onClick={lookUp} />
        <OwnModelButton />
      </div>
    </HeadedCard>
  );
}

function Question({ why, offer }: { readonly why: ConsentReason; readonly offer: ModelOffer }) {
  const { units } = useWords();
  const { consent } = useLateWords();
  const session = useSession();
  const [dtype, setDtype] = useState<Dtype>();
  const revision = revisionOf(offer);
  const { downloadBytes: bytes } = offer.dtypes.find((one) => one.dtype === dtype) ?? offer;
  const about = offer.needsConversion ? `${consent[TEXTS[why]]} ${consent.convert}` : consent[TEXTS[why]];
  return (
    <HeadedCard isAsking title={consent[why]} about={about}>
      <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-2">
        <Row name={consent.name} value={offer.name} isName />
        <Row name={consent.origin} value={offer.origin} isName />
        {offer.base && (
          <Row
            name={consent.base}
            value={`${offer.base.name} · ${formatBytes(offer.base.downloadBytes, units)}`}
            isName
          />
        )}
        <Row name={consent.size} value={bytes === 0 ? consent.kept : formatBytes(bytes, units)} />
        <Row name={consent.revision} value={revision ?? consent.unknown} isName={revision !== undefined} />
        <Row
          name={offer.source.kind === "hub" ? consent.claimedLicense : consent.license}
          value={offer.card.license ?? consent.unknown}
          isName={offer.card.license !== undefined}
        />
      </dl>
      {offer.notes?.map((note) => (
        <p key={nameFailure(note)} className="text-sm">
          <FailureText failure={note} />
        </p>
      ))}
      <SmallerPackage offer={offer} downloadBytes={bytes} />
      {offer.dtypes.length > 1 && <DtypeChoice offer={offer} value={dtype} onChange={setDtype} />}
      <div className="flex flex-wrap gap-2">
        <SeenButton
          name={consent.accept}
          onClick={() => session.consent(dtype === undefined ? undefined : { dtype })}
        />
        <OwnModelButton />
        <StayButton say={consent.keep} />
      </div>
    </HeadedCard>
  );
}

/** What a package beside a checkpoint would spare everyone, from this share of its download on. */
const WORTH_TELLING = 0.8;

interface SmallerPackageProps {
  readonly offer: ModelOffer;
  readonly downloadBytes: number;
}

/** What the owner of a checkpoint can do about the size of its download. */
function SmallerPackage({ offer: { packageBytes }, downloadBytes }: SmallerPackageProps) {
  const { units } = useWords();
  const { consent } = useLateWords();
  if (packageBytes === undefined || packageBytes > WORTH_TELLING * downloadBytes) return null;
  return (
    <details className="text-sm">
      <summary className="underline">{consent.ownerCan(formatBytes(packageBytes, units))}</summary>
      <p className="mt-2 text-muted">{consent.ownerHow}</p>
    </details>
  );
}

function revisionOf({ source, commit }: ModelOffer): string | undefined {
  const asked = source.kind === "hub" ? source.revision : undefined;
  return [...new Set([asked, commit])].filter((part) => part !== undefined).join(" · ") || undefined;
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  /** True for a value that is the same in every language. */
  readonly isName?: boolean;
}

function Row({ name, value, isName = false }: RowProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="wrap-anywhere">
        <bdi translate={isName ? "no" : undefined}>{value}</bdi>
      </dd>
    </div>
  );
}
