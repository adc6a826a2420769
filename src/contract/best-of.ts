import { type Failure, Refusal } from "./outcome.ts";

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
    return refusal(
      `best_of (${best_of}) must not be under num_return_sequences (${wanted}).`,
      "Raise best_of, or ask for fewer texts.",
    );
  }
  if (beams > 1) {
    return refusal(
      `best_of ${best_of} chooses among drawn texts, but num_beams ${beams} searches for one.`,
      "Leave out best_of or num_beams.",
    );
  }
  if (do_sample === false) {
    return refusal(
      `best_of ${best_of} needs do_sample: without it all ${best_of} texts are the same.`,
      "Set do_sample to true, or leave best_of out.",
    );
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
    if (failure) throw new Refusal(failure.code, failure.message, failure);
    return requested.best_of;
  }
  const { best_of = 1, num_return_sequences = 1, num_beams = 1, do_sample } = merged;
  if (best_of === 1 || num_beams > 1 || !do_sample) return 1;
  return Math.max(best_of, num_return_sequences);
}

function refusal(message: string, hint: string): Failure {
  return { code: "bad_request", message, subject: "best_of", hint };
}
