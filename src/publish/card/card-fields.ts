import * as v from "valibot";
import type { Document } from "yaml";
import type { CardExample } from "../../contract/model-offer.ts";
import type { CardDocument } from "./card-document.ts";
import { withSummary, withTitle } from "./card-body.ts";

/** An example whose output was made with a seed. */
export interface PublishedExample extends CardExample {
  readonly seed?: number;
}

/** What an owner says of a model; what is left out stays as the card has it. */
export interface CardFields {
  readonly title?: string;
  readonly summary?: string;
  /** Identifier as the Hub has it, e.g. `mit`. */
  readonly license?: string;
  readonly language?: readonly string[];
  readonly tags?: readonly string[];
  readonly base_model?: readonly string[];
  readonly examples?: readonly PublishedExample[];
  /** The whole text below the front matter, before title and summary are put into it. */
  readonly body?: string;
}

/** The card with these fields; what is empty is taken out of it. */
export function withFields(card: CardDocument, fields: CardFields): CardDocument {
  const front = card.front.clone();
  const { language, tags, base_model, license, examples } = fields;
  setOrDelete(front, "license", license);
  setList(front, "language", language);
  setList(front, "tags", tags);
  setList(front, "base_model", base_model);
  if (examples !== undefined) setOrDelete(front, "widget", examples.length === 0 ? "" : widgetsOf(front, examples));
  let body = fields.body ?? card.body;
  if (fields.title) body = withTitle(body, fields.title);
  if (fields.summary) body = withSummary(body, fields.summary);
  return { front, body };
}

const anyObject = v.looseObject({});

/**
 * A card of the Hub has an example's prompt as `text`, and what was done with it beside. What a prompt's entry says else, such
 * as its `example_title`, stays.
 */
function widgetsOf(front: Document, examples: readonly PublishedExample[]) {
  const before = [front.toJS()["widget"]].flat().flatMap((entry) => (v.is(anyObject, entry) ? [entry] : []));
  return examples.map(({ text, output, seed }) => {
    const { output: _old, parameters, ...rest } = before.find((entry) => entry["text"] === text) ?? {};
    const { seed: _seed, ...kept } = v.is(anyObject, parameters) ? parameters : {};
    const used = seed === undefined ? kept : { ...kept, seed };
    return {
      ...rest,
      text,
      ...(Object.keys(used).length > 0 && { parameters: used }),
      ...(output !== undefined && { output: { text: output } }),
    };
  });
}

function setList(front: Document, key: string, list: readonly string[] | undefined): void {
  setOrDelete(front, key, list === undefined || list.length > 0 ? list : "");
}

/** @param value `undefined` leaves the card alone, an empty text takes the key out */
function setOrDelete(front: Document, key: string, value: unknown): void {
  if (value === undefined) return;
  if (value === "") front.delete(key);
  else if (JSON.stringify(front.toJS()[key]) !== JSON.stringify(value)) front.set(key, front.createNode(value));
}
