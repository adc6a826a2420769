import type { TokenForm } from "./forward-pass.ts";

export interface TokenAlternative extends TokenForm {
  readonly id: number;
  /** Natural logarithm of the probability, after all processors (what was drawn from). */
  readonly logprob: number;
}

export interface TokenDetail extends TokenAlternative {
  readonly top: readonly TokenAlternative[];
  /**
   * Where it begins in the text that it is part of, in UTF-16 units; a text that ends before a stop string may be shorter. Below 0
   * for one that holds the prompt's end as well (`token_healing`).
   */
  readonly offset: number;
}

/**
 * A token of a prompt or of a text that was scored, and how well the model foresaw it, by its plain probabilities; unknown for one
 * that nothing stands before.
 */
export interface PromptToken extends Omit<TokenDetail, "logprob"> {
  readonly logprob: number | null;
}
