import type { Note } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Gpt2Config } from "../gpt2/config.ts";

/** The two files that a tokenizer needs, written by us. */
export interface TokenizerFiles {
  /** Text of `tokenizer.json`. */
  readonly tokenizer: string;
  /** Text of `tokenizer_config.json`. */
  readonly tokenizerConfig: string;
}

/** A GPT-2 checkpoint, read and checked, whatever its files were. */
export interface Checkpoint extends TokenizerFiles {
  readonly config: Gpt2Config;
  /** Canonical names, without `transformer.`; `lm_head.weight` only where it is not tied to `wte.weight`. */
  readonly tensorNames: readonly string[];
  /**
   * The values of a tensor, row-major, as the checkpoint has them: `wte.weight` [vocab, width], linear weights
   * [inputs, outputs].
   */
  tensor(name: string): Promise<Float32Array>;
  /** From `generation_config.json`, or where older files have it. */
  readonly generationConfig: GenerationParameters;
  /** Settings beside them that cannot be obeyed: a package keeps them, so that it can tell. */
  readonly disobeyed?: Readonly<Record<string, unknown>>;
  /** What was left out while reading. */
  readonly notes?: readonly Note[];
  /** Those of them that the package's own files do not tell again: its manifest does. */
  readonly fileNotes?: readonly Note[];
  /** Text of its tokenizer's chat template. */
  readonly chatTemplate?: string;
  /** Text of the model card. */
  readonly readme?: string;
}
