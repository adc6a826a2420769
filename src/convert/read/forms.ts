import type { ConfigObject } from "../../gpt2/config.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import type { Folder } from "./weight-files.ts";

/** A checkpoint in the form of another program, told as `save_pretrained` of transformers would write it. */
export interface ForeignCheckpoint {
  /** What `config.json` would say; absent where only one beside the weights can. */
  readonly config?: ConfigObject;
  /** Under the names and in the layout of transformers' GPT-2: linear weights [inputs, outputs]. */
  readonly tensors: readonly StoredTensor[];
  /** The tokenizer that it brings, as files that `readTokenizer` knows. */
  readonly tokenizer?: Folder;
}

/** A form that other programs save GPT-2 in. */
export interface Form {
  /** Whether these files of one folder are, or hold, such a checkpoint. */
  fits(names: readonly string[]): boolean;
  /** Loads the reader, which nobody needs before. @throws Refusal as its files deserve */
  read(folder: Folder): Promise<ForeignCheckpoint>;
}

/** The forms beside transformers' own, the surest first. */
const FORMS: readonly Form[] = [];

/** The form of a folder without weights under transformers' names. */
export function findForm(names: readonly string[]): Form | undefined {
  return FORMS.find((form) => form.fits(names));
}
