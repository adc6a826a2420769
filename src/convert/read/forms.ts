import type { Note } from "../../contract/outcome.ts";
import type { ConfigObject } from "../../gpt2/config.ts";
import { chooseFlax } from "./flax/choose-flax.ts";
import { checkGgufStart, chooseGguf } from "./gguf/choose-gguf.ts";
import { chooseKeras } from "./hdf5/choose-keras.ts";
import { checkLlmcStart, chooseLlmc } from "./llmc/choose-llmc.ts";
import { chooseHalves } from "./onnx/choose-halves.ts";
import type { PeekStart } from "./peek-start.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { chooseTensorflow } from "./tensorflow/choose-tensorflow.ts";
import { chooseTorch, META } from "./torch-file.ts";
import type { Folder } from "./weight-files.ts";

/** A checkpoint in the form of another program, told as `save_pretrained` of transformers would write it. */
export interface ForeignCheckpoint {
  /** What `config.json` would say; absent where only one beside the weights can. */
  readonly config?: ConfigObject;
  /** Under the names and in the layout of transformers' GPT-2: linear weights [inputs, outputs]. */
  readonly tensors: readonly StoredTensor[];
  /** The tokenizer that it brings, as files that `readTokenizer` knows. */
  readonly tokenizer?: Folder;
  /** What its owner should know. */
  readonly notes?: readonly Note[];
}

/** A form that other programs save GPT-2 in. */
export interface Form {
  /**
   * Those of these files of one folder that are read as such a checkpoint, its weights first. None where there is none, or
   * where the `config.json` that it needs is not there.
   */
  choose(names: readonly string[]): readonly string[];
  /** Its files hold a tokenizer, where these of one folder do. */
  hasTokenizer(names: readonly string[]): boolean;
  /** Refuses what the first bytes of the chosen files show to be none, before all of them are here. */
  checkStart?(chosen: readonly string[], peek: PeekStart): Promise<void>;
  /** Loads the reader, which nobody needs before. @throws Refusal as its files deserve */
  read(folder: Folder): Promise<ForeignCheckpoint>;
}

/** The forms beside transformers' own, the surest first. */
const FORMS: readonly Form[] = [
  {
    choose: chooseKeras,
    hasTokenizer: () => false,
    read: async (folder) => (await import("./hdf5/read-keras.ts")).readKeras(folder),
  },
  {
    choose: chooseFlax,
    hasTokenizer: () => false,
    read: async (folder) => (await import("./flax/read-flax.ts")).readFlax(folder),
  },
  {
    choose: chooseTensorflow,
    hasTokenizer: () => false,
    read: async (folder) => (await import("./tensorflow/read-tensorflow.ts")).readTensorflow(folder),
  },
  {
    choose: chooseGguf,
    hasTokenizer: () => true,
    checkStart: checkGgufStart,
    read: async (folder) => (await import("./gguf/read-gguf.ts")).readGguf(folder),
  },
  {
    choose: chooseLlmc,
    hasTokenizer: () => false,
    checkStart: checkLlmcStart,
    read: async (folder) => (await import("./llmc/read-llmc.ts")).readLlmc(folder),
  },
  {
    choose: chooseHalves,
    hasTokenizer: () => false,
    read: async (folder) => (await import("./onnx/read-onnx.ts")).readOnnx(folder),
  },
  {
    choose: chooseTorch,
    hasTokenizer: (names) => names.includes(META),
    read: async (folder) => (await import("./torch-form.ts")).readTorchForm(folder),
  },
];

/** The form of a folder without weights under transformers' names. */
export function findForm(names: readonly string[]): Form | undefined {
  return FORMS.find((form) => form.choose(names).length > 0);
}
