import * as fc from "fast-check";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { Refusal } from "../../../contract/outcome.ts";
import { charsmapOf, oneRule } from "../../../tokenizer/testing/charsmap.ts";
import { file, utf8 } from "./binary.ts";
import { characterFiles, SOUND_META } from "./hostile-characters.ts";
import { flaxFiles } from "./hostile-flax.ts";
import { ggufFiles } from "./hostile-gguf.ts";
import { halfFiles, writeGraph } from "./hostile-halves.ts";
import { llmcFiles } from "./hostile-llmc.ts";
import { adapterFiles, TINY_ADAPTER, tinyLora } from "./tiny-adapter.ts";
import { kerasFiles, kerasFixture } from "./hostile-keras.ts";
import { dataFiles, indexFiles } from "./hostile-tensorflow.ts";
import { pieceFiles, SOUND_PIECES } from "./hostile-pieces.ts";
import { HEADS, torchFormFiles, writeLightning } from "./hostile-torch-forms.ts";
import { vocabTextFiles } from "./hostile-vocab-text.ts";
import { loadAll } from "./load-all.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyFiles, tinyTensors, tinyTorchFiles } from "./tiny-checkpoint.ts";
import { stateDict, wholePickle } from "./write-pickle.ts";
import { block, bundleEntries, sealed, table, writeBundle } from "./write-bundle.ts";
import { writeFlax } from "./write-flax.ts";
import { writeGguf } from "./write-gguf.ts";
import { writeLlmc } from "./write-llmc.ts";
import { writeField, writePieces } from "./write-pieces.ts";
import { writeSafetensors } from "./write-safetensors.ts";
import { torchOld, torchZip } from "./write-torch.ts";

/** A file of a checkpoint to be changed, and how a checkpoint with the changed file looks. */
export interface FuzzTarget {
  readonly name: string;
  /** A valid one. */
  readonly seed: Uint8Array;
  files(bytes: Uint8Array): readonly NamedBytes[];
}

const json = (name: string, seed: object, rest: Readonly<Record<string, string | null>> = {}): FuzzTarget => ({
  name,
  seed: utf8(JSON.stringify(seed)),
  files: (bytes) => tinyFiles({ ...rest, [name]: bytes }),
});

const vocab = TINY_TOKENIZER.model.vocab;
const slow = { "tokenizer.json": null, "vocab.json": JSON.stringify(vocab), "merges.txt": "#version: 0.2\na b\n" };
const special = { eos_token: "a", additional_special_tokens: [{ content: "b", lstrip: true }] };
const generation = { do_sample: true, top_p: 0.9, max_length: 20, eos_token_id: [1, 2] };
const tokens = {
  tokenizer_class: "GPT2Tokenizer",
  add_bos_token: true,
  bos_token: "a",
  added_tokens_decoder: { "0": { content: "a" } },
};
const index = { weight_map: Object.fromEntries(tinyTensors().map(({ name }) => [name, "part.safetensors"])) };

/** Tokenizers of other models than BPE. */
const MODELS = {
  Unigram: {
    normalizer: { type: "Precompiled", precompiled_charsmap: charsmapOf(oneRule(97, 0), "b\0") },
    model: {
      type: "Unigram",
      unk_id: 0,
      vocab: [
        ["a", -1],
        ["b", -2],
        ["ab", -3],
      ],
      byte_fallback: true,
    },
  },
  WordPiece: {
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "a",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: { a: 0, b: 1, "##b": 2 },
    },
  },
};

/** Every reader of this room. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  {
    name: "model.safetensors",
    seed: writeSafetensors(tinyTensors()),
    files: (bytes) => tinyFiles({ "model.safetensors": bytes }),
  },
  { name: "pytorch_model.bin (zip)", seed: torchZip(), files: tinyTorchFiles },
  { name: "data.pkl", seed: wholePickle(stateDict(tinyTensors())), files: (bytes) => tinyTorchFiles(torchZip(bytes)) },
  { name: "pytorch_model.bin (old)", seed: torchOld(), files: tinyTorchFiles },
  { name: "last.ckpt", seed: writeLightning(), files: torchFormFiles },
  {
    name: "last.ckpt (its settings)",
    seed: Uint8Array.from(HEADS),
    files: (bytes) => torchFormFiles(writeLightning(undefined, [...bytes])),
  },
  { name: "meta.pkl", seed: SOUND_META, files: characterFiles },
  { name: "decoder_model.onnx", seed: writeGraph(), files: halfFiles },
  { name: "tiny.gguf", seed: writeGguf(), files: ggufFiles },
  { name: "flax_model.msgpack", seed: writeFlax(), files: flaxFiles },
  { name: "model-9.index", seed: writeBundle().index, files: indexFiles },
  {
    name: "model-9.index (a block)",
    seed: block(bundleEntries()),
    files: (bytes) => indexFiles(table([sealed(bytes)])),
  },
  { name: "model-9.data-00000-of-00001", seed: writeBundle().data, files: dataFiles },
  ...["plain.h5", "deflate.h5", "latest.h5"].map((name) => ({
    name: `tf_model.h5 (${name})`,
    seed: kerasFixture(name),
    files: kerasFiles,
  })),
  { name: "gpt2.bin (llm.c)", seed: writeLlmc(), files: llmcFiles },
  { name: "spiece.model", seed: SOUND_PIECES, files: (bytes) => pieceFiles(bytes) },
  {
    name: "tokenizer.model",
    seed: writePieces(
      [
        ["<unk>", 0, 2],
        ["a", -1],
        ["ab", -2],
      ],
      writeField(2, writeField(3, 2)),
    ),
    files: (bytes) => pieceFiles(bytes, { tokenizer_class: "PreTrainedTokenizerFast" }, "tokenizer.model"),
  },
  { name: "vocab.txt", seed: utf8("[UNK]\n[CLS]\n[SEP]\n"), files: (bytes) => vocabTextFiles(bytes) },
  ...Object.entries(MODELS).map(([name, change]): FuzzTarget => {
    const seed = utf8(JSON.stringify({ ...TINY_TOKENIZER, ...change }));
    return {
      name: `tokenizer.json (${name})`,
      seed,
      files: (bytes) =>
        tinyFiles({
          "tokenizer.json": bytes,
          "tokenizer_config.json": '{"tokenizer_class":"PreTrainedTokenizerFast"}',
        }),
    };
  }),
  json("config.json", TINY_CONFIG),
  json("tokenizer.json", TINY_TOKENIZER),
  json("tokenizer_config.json", tokens),
  json("special_tokens_map.json", special),
  json("generation_config.json", generation),
  json("vocab.json", vocab, slow),
  json("added_tokens.json", { a: 0 }, slow),
  {
    name: "adapter_config.json",
    seed: utf8(JSON.stringify({ ...TINY_ADAPTER, alpha_pattern: { "(.*\\.)?h\\.[0-9]+\\.attn": 4 }, bias: "none" })),
    files: (bytes) => adapterFiles({ "adapter_config.json": bytes }),
  },
  {
    name: "adapter_model.safetensors",
    seed: writeSafetensors(tinyLora()),
    files: (bytes) => adapterFiles({ "adapter_model.safetensors": bytes }),
  },
  {
    name: "merges.txt",
    seed: utf8("#version: 0.2\na b\n"),
    files: (bytes) => tinyFiles({ ...slow, "merges.txt": bytes }),
  },
  {
    name: "model.safetensors.index.json",
    seed: utf8(JSON.stringify(index)),
    files: (bytes) => [
      ...tinyFiles({ "model.safetensors": null, "model.safetensors.index.json": bytes }),
      file("part.safetensors", writeSafetensors(tinyTensors())),
    ],
  },
];

/** A change of a valid file: bytes overwritten, cut out, put in or repeated. */
const edit = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom("overwrite", "cut", "insert", "repeat", "end"),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      [0xff, 0xff, 0xff, 0xff],
      [0, 0, 0, 0],
      [0x7f],
      [0x80],
      [...utf8("9")],
      [...utf8("{")],
      [...utf8("null")],
      [...utf8("-")],
    ),
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(bytes: Uint8Array, { at, kind, bytes: change }: Edit): Uint8Array {
  const start = at % (bytes.length + 1);
  const end = Math.min(start + change.length, bytes.length);
  const [before, middle, after] = [bytes.slice(0, start), bytes.slice(start, end), bytes.slice(end)];
  switch (kind) {
    case "overwrite":
      return Uint8Array.of(...before, ...[...change].slice(0, middle.length), ...after);
    case "cut":
      return Uint8Array.of(...before, ...after);
    case "insert":
      return Uint8Array.of(...before, ...change, ...middle, ...after);
    case "repeat":
      return Uint8Array.of(...before, ...middle, ...middle, ...after);
    default:
      return before;
  }
}

/** Whatever the bytes are, the checkpoint is read or refused; nothing else is ever thrown. */
export function fuzz(target: FuzzTarget) {
  const mutated = fc.array(edit, { minLength: 1, maxLength: 5 }).map((edits) => edits.reduce(apply, target.seed));
  const bytes = fc.oneof(
    { weight: 9, arbitrary: mutated },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
  return fc.asyncProperty(bytes, async (changed) => {
    await loadAll(target.files(changed)).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.failure.code === "internal") throw error;
    });
  });
}
