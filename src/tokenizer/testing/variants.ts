import * as v from "valibot";
import { Refusal } from "../../contract/outcome.ts";
import { createCodec } from "../create-codec.ts";
import { readTokenizerFile } from "../read-tokenizer.ts";

const ids = v.array(v.array(v.number()));

/** A tokenizer.json whose model is named, and what the tokenizers library makes of texts and ids. */
export const variant = v.object({
  name: v.string(),
  tokenizer: v.looseObject({ model: v.string() }),
  ids,
  /** Ids that are no text's. */
  some: ids,
  /** Of `ids`, then of `some`. */
  decoded: v.array(v.string()),
  texts: v.optional(v.array(v.string())),
});
type Variant = v.InferOutput<typeof variant>;

interface Difference {
  readonly name: string;
  readonly of: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/**
 * Where our tokenizer differs from the library's.
 * @param models text of the models by name
 * @returns a text when the tokenizer is refused
 */
export function compareVariant(given: Variant, models: ReadonlyMap<string, string>, texts: readonly string[]) {
  const { model, ...rest } = given.tokenizer;
  // By text: as an object the vocabulary would lose `__proto__`.
  const text = `{"model":${models.get(model) ?? ""},${JSON.stringify(rest).slice(1)}`;
  let codec: ReturnType<typeof createCodec>;
  try {
    codec = createCodec(readTokenizerFile(text, "tokenizer.json"), "tokenizer.json");
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  const differences: Difference[] = [];
  const check = (of: string, found: unknown, expected: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) differences.push({ name: given.name, of, found, expected });
  };
  texts.forEach((text, index) => {
    const found = [...(codec.prefix ?? []), ...codec.encode(text), ...(codec.suffix ?? [])];
    check(JSON.stringify(text), found, given.ids[index]);
  });
  [...given.ids, ...given.some].forEach((ids, index) => {
    check(`[${ids.join()}]`, codec.decode(ids), given.decoded[index]);
  });
  return differences;
}
