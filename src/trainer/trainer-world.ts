import type { SecondThread } from "../kernel/training/second-thread.ts";
import type { AdapterShelf } from "../store/adapter-shelf.ts";
import type { ModelStore } from "../store/model-store.ts";
import type { TrainingNotes } from "./kept-notes.ts";

/** A thread that was started. */
export interface StartedThread {
  readonly thread: SecondThread;
  /** Resolves when it has ended by itself. */
  readonly lost: Promise<unknown>;
  end(): void;
}

/** What the thread that teaches needs of the world. */
export interface TrainerWorld {
  readonly store: Pick<ModelStore, "lookUp" | "open" | "keptPaths" | "stored" | "read">;
  /** Adapters that are kept on this device, each for its model. */
  readonly shelf: AdapterShelf;
  readonly notes: TrainingNotes;
  /** The kernel's build with a backward pass. @throws Refusal `no_backend` */
  loadKernel(): Promise<WebAssembly.Module>;
  /** Starts a thread that computes, too, and takes so many bytes; undefined where there is nothing to be gained by one. */
  startSecond(bytes: number): StartedThread | undefined;
  /** Hexadecimal. */
  sha256(text: string): Promise<string>;
  /** Runs the work while no other tab trains. @throws Refusal `busy` where one does */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Milliseconds since the epoch. */
  date(): number;
  breathe(): Promise<void>;
}
