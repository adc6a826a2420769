import * as v from "valibot";
import type { Document } from "yaml";
import { DTYPES } from "../../contract/dtypes.ts";
import type { ModelManifest } from "../../contract/manifest.ts";
import { makeNote, type Note } from "../../contract/outcome.ts";
import { type CardDocument, readCardDocument, writeCardDocument } from "./card-document.ts";
import { type CardFields, withFields } from "./card-fields.ts";

/** What a card of a text model has, by its key; a title and a summary besides. */
const WANTED = ["license", "language", "base_model", "tags", "widget", "model-index"] as const;

export interface CompletedCard {
  readonly text: string;
  /** Identifier of the licence; absent where the card names none. */
  readonly license?: string;
  /** What was added, and what is still missing. */
  readonly notes: readonly Note[];
}

const license = v.pipe(v.string(), v.trim(), v.nonEmpty());

/**
 * A card with the owner's fields, and with what the package itself knows where the card says nothing: task, library, base
 * model, tags, metrics. What the card says is never changed but by `fields`. The same card comes out where nothing is added.
 * @param text the card's file; empty where there is none
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export function completeCard(text: string, manifest: ModelManifest, fields: CardFields = {}): CompletedCard {
  return completeWith({ text, name: manifest.name, known: knownOf(manifest), wanted: WANTED }, fields);
}

/** A card, and what there is to say in it. */
interface CardToComplete {
  readonly text: string;
  /** Its title, where it has none. */
  readonly name: string;
  /** Entries of its front matter, where it has none of these keys. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Keys that it should have. */
  readonly wanted: readonly string[];
}

/** @throws Refusal `malformed_file`, `limit_exceeded` */
export function completeWith({ text, name, known, wanted }: CardToComplete, fields: CardFields): CompletedCard {
  const before = readCardDocument(text);
  const titled = { ...(/^#[ \t]+\S/m.test(fields.body ?? before.body) ? {} : { title: name }), ...fields };
  const card = withFields(before, titled);
  const added = addKnown(card.front, known);
  const written = writeCardDocument(card);
  const named = v.safeParse(license, card.front.toJS()["license"]);
  return {
    text: isSame(before, card) ? text : written,
    ...(named.success && { license: named.output }),
    notes: [
      ...added.map((key) => makeNote("card_added", { name: key })),
      ...wanted.filter((key) => isEmpty(card.front, key)).map((key) => makeNote("card_lacks", { name: key })),
    ],
  };
}

function isSame(before: CardDocument, after: CardDocument): boolean {
  return before.body === after.body && before.front.toString() === after.front.toString();
}

function isEmpty(front: Document, key: string): boolean {
  const value: unknown = front.toJS()[key];
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** What the package knows. */
function knownOf(manifest: ModelManifest): Readonly<Record<string, unknown>> {
  const { source } = manifest;
  return {
    pipeline_tag: "text-generation",
    library_name: "transformers.js",
    ...(source && { base_model: source.repo }),
    tags: ["gpt2", "text-generation"],
    "model-index": metricsOf(manifest),
  };
}

/** Adds to the front matter what is known; tells the keys. */
function addKnown(front: Document, known: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(known).flatMap(([key, value]) => {
    if (value === undefined || !isEmpty(front, key)) return [];
    front.set(key, front.createNode(value));
    return [key];
  });
}

/** The quality of each dtype as the Hub's `model-index` has it; `undefined` where nothing was measured. */
function metricsOf({ name, dtypes }: ModelManifest): unknown {
  const measured = DTYPES.flatMap((dtype) => {
    const quality = dtypes[dtype]?.quality;
    return quality === undefined ? [] : [{ dtype, quality }];
  });
  const [first] = measured;
  if (first === undefined) return undefined;
  const metrics = measured.flatMap(({ dtype, quality }) => [
    { type: "perplexity", name: `Perplexity, ${dtype}`, value: round(quality.perplexity_prefill) },
    { type: "accuracy", name: `Same top choice as fp32, ${dtype}`, value: round(quality.top1_agreement) },
  ]);
  const reference = { type: "perplexity", name: "Perplexity, fp32", value: round(first.quality.fp32_perplexity) };
  const result = {
    task: { type: "text-generation", name: "Text Generation" },
    dataset: { type: "text", name: `Text of ${first.quality.tokens} tokens` },
    metrics: [...metrics, reference],
  };
  return [{ name, results: [result] }];
}

/** Four digits are what two machines agree on. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
