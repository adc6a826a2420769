import { readJson } from "../convert/read/json-file.ts";
import { weightBytes } from "../convert/weight-bytes.ts";
import { parseConfig } from "../gpt2/config.ts";
import type { Listing } from "../store/listing.ts";
import { type Peek, peekConfig } from "./peek-config.ts";

const CONFIG = "config.json";
/** What a package's weights are as large as. A form of another program may have a configuration without them. */
const SIZES = ["n_embd", "n_layer", "vocab_size"] as const;
/** A package's tokenizer is about as large as the first of these that are there. */
const TOKENIZERS = [["tokenizer.json"], ["vocab.json", "merges.txt"], ["vocab.txt"]] as const;

/**
 * Bytes that visitors would download of a repository with a package beside its checkpoint, as `hostless convert` and the page make
 * it: weights of 8 bits, and the tokenizer. `undefined` where the sizes stand in the weights alone.
 * @throws Refusal as those who read the configuration for use
 */
export async function packageBytes(listing: Listing, peek: Peek): Promise<number | undefined> {
  const config = await peekConfig(listing, peek, CONFIG);
  if (config === undefined) return undefined;
  const json = await readJson({ path: CONFIG, bytes: new Blob([config]) });
  if (SIZES.some((name) => json[name] === undefined)) return undefined;
  return weightBytes(parseConfig({ model_type: "gpt2", ...json }, CONFIG), "q8") + tokenizerBytes(listing);
}

function tokenizerBytes({ files }: Listing): number {
  const sizes = TOKENIZERS.map((paths) =>
    files.filter(({ path }) => paths.some((one) => one === path)).reduce((sum, { size }) => sum + size, 0),
  );
  return sizes.find((size) => size > 0) ?? 0;
}
