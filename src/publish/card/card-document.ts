import { type Document, isMap, parseDocument } from "yaml";
import { reasonOf } from "../../contract/outcome.ts";
import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";

/** Name of a model card in its folder. */
export const CARD = "README.md";
/** As for the page that shows it; the longest on the Hub are under it. */
const LONGEST = 200_000;
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^)---[ \t]*(?:\r?\n|$)/m;
/** As the Hub's own tools write it: long texts stay on their line, lists are not indented. */
const STYLE = { lineWidth: 0, indentSeq: false, flowCollectionPadding: false } as const;

/** A model card: its front matter as a document that keeps what it does not know, order and comments, and the text below. */
export interface CardDocument {
  readonly front: Document;
  readonly body: string;
}

/**
 * Reads a card. One without front matter has an empty one.
 * @throws Refusal `malformed_file` where the front matter is no YAML mapping, `limit_exceeded`
 */
export function readCardDocument(text: string): CardDocument {
  if (text.length > LONGEST) throw refuseOver(CARD, "card_length", { length: text.length, most: LONGEST });
  const [whole = "", yaml = ""] = FRONT_MATTER.exec(text) ?? [];
  const front: Document = parseDocument(yaml);
  const [error] = front.errors;
  if (error !== undefined) throw refuseFile(CARD, "front_matter", { reason: reasonOf(error).split("\n")[0] ?? "" });
  if (front.contents === null) front.contents = front.createNode({});
  if (!isMap(front.contents)) throw refuseFile(CARD, "front_matter_kind", {});
  return { front, body: text.slice(whole.length).replace(/^\uFEFF/, "") };
}

/** The card as a file; its body as it was. */
export function writeCardDocument({ front, body }: CardDocument): string {
  const yaml = front.toString(STYLE);
  return `---\n${yaml.endsWith("\n") ? yaml : `${yaml}\n`}---\n${/^\r?\n/.test(body) ? "" : "\n"}${body}`;
}
