import { UNWARPED } from "../tour/distribution.ts";
import type { Tour } from "../tour/use-tour.ts";
import { TourQuote } from "./tour-quote.tsx";
import { WarpedBars } from "./warped-bars.tsx";

/** The model's own probabilities of the next token. */
export function TourChances({ tour }: { readonly tour: Tour }) {
  return (
    <>
      <TourQuote prompt={tour.of.prompt} />
      <WarpedBars tour={tour} warping={UNWARPED} />
    </>
  );
}
