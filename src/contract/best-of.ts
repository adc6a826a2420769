import { type Failure, makeFailure, Refusal } from "./outcome.ts";

/** What decides how many texts are written to choose from. */
interface Choice {
  readonly best_of?: number | undefined;
  readonly num_return_sequences?: number | undefined;
  readonly num_beams?: number | undefined;
  readonly do_sample?: boolean | undefined;
}

/** What is wrong with a `best_of`, beside what else is known of the request; 1 asks for no choice and suits everything. */
export function complainOfBestOf(choice: Choice): Failure | undefined {
  const { best_of = 1, num_return_sequences: wanted = 1, num_beams: beams = 1, do_sample } = choice;
  if (best_of === 1) return undefined;
  if (best_of < wanted) {
    return makeFailure("bad_request", "best_of_under", { best_of, wanted }, ABOUT);
  }
  if (beams > 1) {
    return makeFailure("bad_request", "best_of_beams", { best_of, beams }, ABOUT);
  }
  if (do_sample === false) {
    return makeFailure("bad_request", "best_of_greedy", { best_of }, ABOUT);
  }
  return undefined;
}

/**
 * How many texts are written for each prompt. A request's own number is obeyed or refused; the model's takes no part in
 * beam and greedy search, and grows with the texts that are asked for.
 * @param merged the request with the model's own settings
 * @throws Refusal `bad_request`
 */
export function settleBestOf(requested: Choice, merged: Required<Choice>): number {
  if (requested.best_of !== undefined) {
    const failure = complainOfBestOf(merged);
    if (failure) throw new Refusal(failure);
    return requested.best_of;
  }
  const { best_of = 1, num_return_sequences = 1, num_beams = 1, do_sample } = merged;
  if (best_of === 1 || num_beams > 1 || !do_sample) return 1;
  return Math.max(best_of, num_return_sequences);
}

const ABOUT = { subject: "best_of" } as const;
