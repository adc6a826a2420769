/** One way to run the model. Prompts are of any tokens; times are milliseconds. */
export interface Contender {
  /** Times of `count` tokens, one after the other, behind a prompt of `length` tokens. */
  decode(length: number, count: number): Promise<number[]>;
  /** Times of `count` steps of `rows` rows behind a prompt of 16 tokens. */
  batch?(rows: number, count: number): Promise<number[]>;
  /** Time from nothing to the logits behind a prompt of `length` tokens. */
  prefill?(length: number): Promise<number>;
}

/** In the error of a kernel that found fewer threads to be faster than it was given. */
export const FEWER_THREADS = "threads to be faster";
