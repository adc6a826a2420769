import type { Publisher } from "../../contract/publishing.ts";
import type { Draft, SignInNote } from "./draft.ts";
import type { WritingEngine } from "./use-example-writer.ts";

/** What the page that publishes touches of the world. */
export interface PublishPageWorld {
  readonly publisher: Publisher;
  /** The model's thread, which writes examples. */
  readonly engine: WritingEngine;
  /** The Hub that is published to, without a slash at its end. */
  readonly hubUrl: string;
  readonly randomSeed: () => number;
  /** This page's address without query and fragment, to which the Hub leads back. */
  readonly redirectUrl: string;
  /** The id that the Hub gives a Space that may sign people in. */
  readonly spaceClient: string | undefined;
  /** Keeps what was typed for this tab; it is written before the page is left. */
  keepDraft(draft: Draft): void;
  keepSignIn(note: SignInNote): void;
  /** Leaves the page for another address. */
  leave(url: string): void;
}
