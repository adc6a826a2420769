import * as v from "valibot";
import type { PublishEdit } from "../../contract/publishing.ts";
import { shownOf } from "./card-body.ts";
import { readCardDocument } from "./card-document.ts";
import type { PublishedExample } from "./card-fields.ts";

const one = v.pipe(v.string(), v.nonEmpty());
const texts = v.union([
  v.pipe(
    one,
    v.transform((text) => [text]),
  ),
  v.array(one),
]);
const widget = v.object({
  text: v.string(),
  output: v.optional(v.object({ text: v.string() })),
  parameters: v.optional(v.object({ seed: v.optional(v.number()) })),
});

/** What a card says, as its owner edits it. A field of another kind than the Hub's counts as empty. */
type ReadFields = Omit<PublishEdit, "defaults">;

/**
 * Reads a card for editing.
 * @param text the card's file; empty where there is none @param name of the model, its title where the card has none
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export function readFields(text: string, name: string): ReadFields {
  const { front, body } = readCardDocument(text);
  const data: unknown = front.toJS();
  const read = <T>(key: string, schema: v.GenericSchema<unknown, T>): T | undefined => {
    const found = v.safeParse(v.looseObject({ [key]: schema }), data);
    return found.success ? v.parse(schema, found.output[key]) : undefined;
  };
  const { title, summary } = shownOf(body);
  return {
    title: title || name,
    summary,
    license: read("license", one) ?? "",
    language: read("language", texts) ?? [],
    tags: read("tags", texts) ?? [],
    base_model: read("base_model", texts) ?? [],
    examples: (read("widget", v.array(v.unknown())) ?? []).flatMap(readExample),
    body,
  };
}

function readExample(entry: unknown): PublishedExample[] {
  const found = v.safeParse(widget, entry);
  if (!found.success) return [];
  const { text, output, parameters } = found.output;
  return [
    {
      text,
      ...(output !== undefined && { output: output.text }),
      ...(parameters?.seed !== undefined && { seed: parameters.seed }),
    },
  ];
}
