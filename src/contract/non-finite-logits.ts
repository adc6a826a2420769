import { type Refusal, refuse } from "./outcome.ts";

/** Logits of which some are NaN or infinite: no token can be chosen by them. */
export function nonFiniteLogits(): Refusal {
  return refuse("nan_logits", "logits", {}, { subject: "logits" });
}
