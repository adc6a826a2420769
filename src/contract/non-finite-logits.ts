import { Refusal } from "./outcome.ts";

/** Logits of which some are NaN or infinite: no token can be chosen by them. */
export function nonFiniteLogits(): Refusal {
  return new Refusal("nan_logits", "The model produced NaN or infinite logits.", {
    subject: "logits",
    hint: "Its weights are damaged or do not suit this device. Try another dtype or backend, or load the model again.",
  });
}
