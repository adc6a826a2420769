import { readJson } from "../convert/read/json-file.ts";
import { weightBytes } from "../convert/weight-bytes.ts";
import { parseConfig } from "../gpt2/config.ts";
import type { Listing } from "../store/listing.ts";
import { type Peek, peekConfig } from "./peek-config.ts";

const [CONFIG, FAST] = ["config.json", "tokenizer.json"] as const;

/**
 * Bytes that visitors would download of a repository with a package beside its checkpoint, as `hostless convert` and the page make
 * it: weights of 8 bits, and the tokenizer. `undefined` where the sizes stand in the weights alone.
 * @throws Refusal as those who read the configuration for use
 */
export async function packageBytes(listing: Listing, peek: Peek): Promise<number | undefined> {
  const config = await peekConfig(listing, peek, CONFIG);
  if (config === undefined) return undefined;
  const json = await readJson({ path: CONFIG, bytes: new Blob([config]) });
  const tokenizer = listing.files.find(({ path }) => path === FAST)?.size ?? 0;
  return weightBytes(parseConfig({ model_type: "gpt2", ...json }, CONFIG), "q8") + tokenizer;
}
