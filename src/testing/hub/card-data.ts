import { parse } from "yaml";
import type { FakeRepo } from "../fake-hub.ts";

/** The front matter of a repository's card, as the Hub tells it with the repository; nothing where there is none. */
export function cardDataOf(files: FakeRepo["files"]): { readonly cardData?: unknown } {
  const card = files["README.md"];
  if (card === undefined) return {};
  const text = typeof card === "string" ? card : Buffer.from(card).toString();
  const [, front] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  return front === undefined ? {} : { cardData: parse(front) };
}
