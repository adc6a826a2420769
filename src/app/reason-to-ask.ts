import type { LoadOptions } from "../contract/load.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import type { ConsentReason } from "./state/models-state.ts";

/** Bytes of a model from the own origin that start by themselves; more asks first, for phones on paid networks. */
const LARGE_BYTES = 64 * 1024 * 1024;

/** How a load comes about. */
interface Circumstances {
  /** The visitor named the model in the page, not a link. */
  readonly isChosen: boolean;
  /** The last load took the page with it. */
  readonly isUnfinished: boolean;
  /** In a frame of another page. */
  readonly isFramed: boolean;
}

/** Why a model is not fetched at once; `undefined` where it is. @param options those that the visitor chose for it before */
export function reasonToAsk(
  offer: ModelOffer,
  options: LoadOptions,
  { isChosen, isUnfinished, isFramed }: Circumstances,
): ConsentReason | undefined {
  if (isUnfinished) return "unfinished";
  return reasonOfModel(offer, options, isChosen) ?? (isFramed ? "framed" : undefined);
}

function reasonOfModel(offer: ModelOffer, { dtype }: LoadOptions, isChosen: boolean): ConsentReason | undefined {
  const weights = offer.dtypes.find((one) => one.dtype === dtype);
  // That its bytes are here says nothing: they may be those of another model, which the visitor did agree to.
  if (offer.source.kind !== "site") return (weights?.kept ?? offer.isKept) ? undefined : "foreign";
  return (weights?.downloadBytes ?? offer.downloadBytes) > LARGE_BYTES && !isChosen ? "large" : undefined;
}
