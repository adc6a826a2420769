import { expect, it } from "vitest";
import { listPaths, readSources } from "./figures/source-files.ts";

/**
 * Loops over many numbers, within bounds that the loop itself has: `at` would be too slow there. Everywhere else an element that
 * must be there is read by `at`, which throws where it is not: a 0 in its place would be a wrong result that nobody sees.
 */
const LOOPS = [
  "contract/color-contrast",
  "contract/crc32",
  "contract/sampling/candidates",
  "contract/sampling/select",
  "contract/sampling/warpers",
  "convert/evaluate/known-answer",
  "convert/evaluate/layer-norm",
  "convert/evaluate/reference",
  "convert/evaluate/reference-attention",
  "convert/quantize/half",
  "convert/quantize/int4",
  "convert/quantize/int8",
  "convert/quantize/transpose",
  "convert/read/adapter/changed-tensor",
  "convert/read/adapter/low-rank",
  "convert/read/hdf5/filters",
  "convert/read/load-tensor",
  "convert/read/pickle-cursor",
  "convert/read/sentencepiece/find-merges",
  "convert/read/tensorflow/crc32c",
  "convert/read/tensorflow/sorted-table",
  "app/picture/make-picture",
  "generate/beam-step",
  "generate/choose",
  "generate/continuations",
  "generate/details",
  "generate/measure-quality",
  "generate/rank-drafts",
  "generate/rank-tokens",
  "generate/token-bytes",
  "gpt2/multiply",
  "kernel/create-multiply",
  "kernel/pack-low-rank",
  "kernel/training/adapter-room",
  "kernel/training/trained-floats",
  "runtime/self-test",
  "tokenizer/charsmap",
  "tokenizer/merge-table",
  "tokenizer/prefix-tree",
  "tokenizer/unigram",
  "voice/directions",
];

/** What may be absent, and then is 0: scores of tokens that a model may not have, sizes that a file may not say, "off". */
const ABSENT = [
  "app/parts/tour-cutoffs",
  "convert/read/onnx/read-onnx",
  "convert/read/safetensors",
  "generate/heal-processors",
  "generate/run-processors",
  "generate/token-processors",
  "gpt2/package-names",
  "runtime/plan",
];

it("an element in whose place 0 is taken may be absent, or is one of many in a loop", () => {
  const sources = readSources(listPaths()).filter(({ path }) => !path.includes("/assembly/"));
  const found = sources
    .filter(({ text }) => /\] \?\? 0\b/.test(text))
    .map(({ path }) => path.replace(/^src\/|\.tsx?$/g, ""));
  expect(found.sort()).toEqual([...LOOPS, ...ABSENT].sort());
});
