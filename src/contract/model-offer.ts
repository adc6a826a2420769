import type { Dtype } from "./dtypes.ts";
import type { ModelSource } from "./model-source.ts";
import type { Note } from "./outcome.ts";

/** An example prompt of the model card (`widget`), with the output stored there. */
export interface CardExample {
  readonly text: string;
  readonly output?: string;
}

/** The model card as far as the page shows it; plain text, never markup. */
export interface ModelCard {
  readonly title: string;
  readonly summary: string;
  readonly license?: string;
  readonly language?: string;
  readonly tags: readonly string[];
  readonly examples: readonly CardExample[];
  /** The whole card without its front matter, as its publisher wrote it: Markdown, to be shown as text. */
  readonly body?: string;
}

/** Weights of one form. */
interface DtypeOffer {
  readonly dtype: Dtype;
  /** Of the weights. */
  readonly bytes: number;
  /** What choosing them downloads now, with all files beside them. */
  readonly downloadBytes: number;
  /** As {@link ModelOffer.isKept}, for these weights. */
  readonly kept: boolean;
}

/** What loading a model would mean, known before any of its weights are fetched. */
export interface ModelOffer {
  readonly source: ModelSource;
  readonly name: string;
  /** Address or place it comes from, to show in the consent card: an origin, or `this device`. */
  readonly origin: string;
  /** The commit that `revision` stood for when it was asked, or the manifest's. */
  readonly commit?: string;
  readonly card: ModelCard;
  readonly dtypes: readonly DtypeOffer[];
  /** True when the repository holds only a checkpoint, so that it is converted here first. */
  readonly needsConversion: boolean;
  /** Bytes that the default choice downloads now, tokenizer and card among them; 0 when all are on this device. */
  readonly downloadBytes: number;
  /** Of a checkpoint on the Hub: about how many bytes visitors would download if its owner put a package beside it. */
  readonly packageBytes?: number;
  /** True where the visitor had this model at this commit before, and all of it that the default choice takes is still here; and of picked files that lack nothing. */
  readonly isKept: boolean;
  /** Of an adapter: the repository that it was trained on, which is brought with it. Its bytes are among `downloadBytes`. */
  readonly base?: { readonly name: string; readonly commit: string; readonly downloadBytes: number };
  /** What would be taken for granted, such as a tokenizer that the files lack. */
  readonly notes?: readonly Note[];
  /** A smaller model of the same owner that may begin in this one's place where the line is slow. */
  readonly lighter?: ModelSource;
}
