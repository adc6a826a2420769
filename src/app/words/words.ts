import type { EarlyWords } from "./en.ts";
import type { DocsWords } from "./en-docs.ts";
import type { EmbedWords } from "./en-embed.ts";
import type { LateWords } from "./en-late.ts";

/** All that the pages say, in one language: what a translation's one file holds. */
export interface Words extends EarlyWords {
  readonly late: LateWords;
  readonly docs: DocsWords;
  readonly embed: EmbedWords;
}
