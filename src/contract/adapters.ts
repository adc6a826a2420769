import type { NamedBytes } from "./bytes.ts";
import type { ModelInfo } from "./model-info.ts";
import type { ModelSource } from "./model-source.ts";
import type { Outcome } from "./outcome.ts";

/** An adapter as the visitor gives it. */
export interface GivenAdapter {
  /** By which it is to be asked for; one that is taken gets a number. */
  readonly name: string;
  /** True where the name was told of it before: another one that has it by now gives way. */
  readonly isTold?: true;
  /** As PEFT saves them, whatever folders lie before their paths. */
  readonly files: readonly NamedBytes[];
}

/** An adapter that was added. */
export interface AddedAdapter {
  /** The model, with the adapter among those that it has. */
  readonly info: ModelInfo;
  /** By which requests name it. */
  readonly name: string;
  /** False where nothing says which model it was trained on: all that is known is that it fits this one. */
  readonly isBaseNamed: boolean;
}

/** An adapter that is kept on this device. */
export interface StoredAdapter {
  readonly id: string;
  readonly name: string;
  /** Name of the model that it lies beside. */
  readonly base: string;
  /** By which that model is opened; absent where nobody noted it. */
  readonly source?: ModelSource;
  /** SHA-256 of what it computes. */
  readonly digest: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly added: number;
}

/**
 * Adapters that are kept apart from a model's weights: a request names one (`ModelInfo.adapters`), or none, and nothing is loaded
 * in between. Those of a model are kept on this device, and found with it when it is loaded.
 */
export interface AdapterCalls {
  /**
   * Takes an adapter in beside the loaded model. One that is there already, by what it computes, gets the name.
   * @returns fails with `unsupported_architecture` for what cannot be kept apart and for another model's, with `malformed_file`
   */
  addAdapter(given: GivenAdapter): Promise<Outcome<AddedAdapter>>;
  /** The loaded model with the adapters that are kept for it by now, since others keep some, too. */
  findAdapters(): Promise<Outcome<ModelInfo>>;
  storedAdapters(): Promise<Outcome<readonly StoredAdapter[]>>;
  /** Removes one that is kept, also from beside the model. */
  deleteAdapter(id: string): Promise<Outcome<void>>;
}
