import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { compareVariant, variant } from "../../src/tokenizer/testing/variants.ts";

/**
 * Compares our tokenizer with random variants of the tokenizers library, as scripts/golden/make_tokenizer_variants.py writes
 * them: npx tsx scripts/check/compare-tokenizers.ts FILE
 */
const [file = ""] = process.argv.slice(2);
const models = readModels(readFileSync(file.replace(/\.[^.]*$/, ".models.json"), "utf8"));
const counts = { variants: 0, refused: 0, texts: 0, different: 0 };
const refusals = new Map<string, number>();
for await (const line of createInterface({ input: createReadStream(file) })) {
  const given = v.parse(variant, JSON.parse(line));
  const texts = given.texts ?? [];
  const found = compareVariant(given, models, texts);
  counts.variants++;
  if (typeof found === "string") {
    counts.refused++;
    const reason = found.replace(/".*"/, "…");
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    continue;
  }
  counts.texts += texts.length;
  counts.different += found.length > 0 ? 1 : 0;
  if (found.length > 0 && counts.different <= 10)
    console.log(JSON.stringify(found.slice(0, 2)), JSON.stringify({ ...given.tokenizer }));
}
console.log(counts, Object.fromEntries(refusals));
if (counts.different > 0) process.exitCode = 1;

function readModels(text: string): Map<string, string> {
  const all = Object.entries(Object(JSON.parse(text)));
  return new Map(all.map(([name, model]) => [name, JSON.stringify(model)]));
}
