import { readFileSync } from "node:fs";
import * as v from "valibot";
import type { TextCodec } from "../../contract/forward-pass.ts";
import { generationParameters } from "../../contract/parameters.ts";
import { parseConfig } from "../../gpt2/config.ts";
import { ReferenceGpt2 } from "../../gpt2/testing/reference-gpt2.ts";

import { vocabularyCodec } from "./vocabulary-codec.ts";

/** Little-endian float32 numbers in base64. */
const floats = v.pipe(
  v.string(),
  v.transform((text) => new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer)),
);
const ids = v.array(v.number());

const checkpoints = v.record(
  v.string(),
  v.object({
    config: v.record(v.string(), v.unknown()),
    tied: v.boolean(),
    tensors: v.record(v.string(), floats),
  }),
);

const common = { checkpoint: v.string(), prompts: v.array(ids), parameters: generationParameters };
const searchCase = v.object({
  ...common,
  expected: v.array(v.object({ tokens: ids, finish: v.string(), score: v.optional(v.number()) })),
});
const samplingCase = v.object({
  ...common,
  steps: v.array(v.object({ ids, logits: floats, probabilities: floats })),
});
export type SearchCase = v.InferOutput<typeof searchCase>;
export type SamplingCase = v.InferOutput<typeof samplingCase>;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

export const greedyCases = (): SearchCase[] => v.parse(v.array(searchCase), read("greedy"));
export const beamCases = (): SearchCase[] => v.parse(v.array(searchCase), read("beam"));
export const randomCases = (): SearchCase[] => v.parse(v.array(searchCase), read("random"));
export const samplingCases = (): SamplingCase[] => v.parse(v.array(samplingCase), read("sampling"));

const held = v.parse(checkpoints, read("checkpoints"));

/** The tiny checkpoint behind a case, in float64 and with an empty cache. */
export function checkpointOf(name: string): ReferenceGpt2 {
  const checkpoint = held[name];
  if (checkpoint === undefined) throw new Error(`no checkpoint ${name}`);
  const weights = (tensor: string) => {
    const values = checkpoint.tensors[tensor];
    if (values === undefined) throw new Error(`no tensor ${tensor}`);
    return values;
  };
  const config = { ...checkpoint.config, tie_word_embeddings: checkpoint.tied };
  return new ReferenceGpt2(parseConfig(config, name), weights);
}

/** The tokenizer of the checkpoint `words`. Token 0 is the end of a text, which also fills up padded rows. */
export const wordsCodec = (): TextCodec => vocabularyCodec(v.parse(v.array(ids), read("words")), [0]);

/** For checkpoints without a tokenizer: each token is a character, so that no text is lost. */
export const anyCodec: TextCodec = {
  encode: (text) => Array.from(text, (character) => (character.codePointAt(0) ?? 0) - 0x4e00),
  decode: (tokens) => String.fromCodePoint(...tokens.map((id) => id + 0x4e00)),
  describe: (id) => ({ text: String.fromCodePoint(id + 0x4e00) }),
};

/** A test's name: which checkpoint, how many prompts, which parameters. */
export function nameOf({ checkpoint, prompts, parameters }: SearchCase | SamplingCase): string {
  return `${checkpoint}, ${prompts.length} prompt(s): ${JSON.stringify(parameters)}`;
}
