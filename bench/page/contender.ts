/** One way to run the model. Prompts are of any tokens; times are milliseconds. */
export interface Contender {
  /** Times of `count` tokens, one after the other, behind a prompt of `length` tokens. */
  decode(length: number, count: number): Promise<number[]>;
  /** Times of `count` steps of `rows` rows behind a prompt of 16 tokens. */
  batch?(rows: number, count: number): Promise<number[]>;
  /** Time from nothing to the logits behind a prompt of `length` tokens. */
  prefill?(length: number): Promise<number>;
}
