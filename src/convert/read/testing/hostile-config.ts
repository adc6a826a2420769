import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { TINY_CONFIG, tinyFiles, tinyTensors } from "./tiny-checkpoint.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const raw = (name: string, config: string | Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `config: ${name}`,
  code,
  files: tinyFiles({ "config.json": config }),
});
const config = (name: string, change: object, code?: FailureCode) =>
  raw(name, JSON.stringify({ ...TINY_CONFIG, ...change }), code);

const SIZES = ["n_positions", "n_embd", "n_layer", "n_head", "n_inner", "vocab_size"] as const;

/** T7: sizes that would allocate the world, and values that are no sizes. */
const IMPOSSIBLE = [0, -1, -(2 ** 31), 0.5, 1e9 + 0.5, 2 ** 31, 2 ** 53, 1e300, "2", true, [2], { a: 1 }];

export function* hostileConfigs(): HostileCases {
  for (const field of SIZES) {
    for (const value of IMPOSSIBLE) yield config(`${field} is ${JSON.stringify(value)}`, { [field]: value });
  }
  const wrong = { n_positions: 5, n_embd: 4, n_layer: 2, n_inner: 9 };
  for (const [field, value] of Object.entries(wrong)) yield config(`${field} of another model`, { [field]: value });
  yield config("fewer layers than the weights have", { n_layer: 512 });
  yield config("the largest sizes allowed", {
    n_layer: 512,
    n_embd: 65_536,
    n_positions: 1_048_576,
    vocab_size: 2_097_152,
  });
  yield config("heads that do not divide the width", { n_head: 3 });
  for (const value of [0, -1e-5, 1, 1e300, "1e-5", null])
    yield config(`layer_norm_epsilon is ${value}`, { layer_norm_epsilon: value });
  for (const flag of [
    "scale_attn_weights",
    "scale_attn_by_inverse_layer_idx",
    "reorder_and_upcast_attn",
    "tie_word_embeddings",
  ]) {
    yield config(`${flag} is a text`, { [flag]: "false" });
  }
  yield config("a head of its own that is not there", { tie_word_embeddings: false });
  yield* architectures();
  yield* noJson();
  yield* folders();
}

function* architectures(): HostileCases {
  const types = [
    "bert",
    "gptj",
    "gpt_neo",
    "gpt_neox",
    "gpt_bigcode",
    "openai-gpt",
    "llama",
    "mistral",
    "qwen2",
    "opt",
    "bloom",
    "t5",
    "phi",
    "gemma",
    "GPT2",
    "gpt2 ",
    "",
    "__proto__",
    "constructor",
    2,
    null,
    ["gpt2"],
  ];
  for (const model_type of types)
    yield config(`model_type ${JSON.stringify(model_type)}`, { model_type }, "unsupported_architecture");
  const heads = [
    "GPT2ForSequenceClassification",
    "GPT2ForTokenClassification",
    "GPT2ForQuestionAnswering",
    "GPT2ForMultipleChoice",
    "MyForImageClassification",
  ];
  for (const head of heads) yield config(`architecture ${head}`, { architectures: [head] }, "unsupported_architecture");
  for (const activation_function of ["evil", "constructor", "__proto__", "gelu_new; rm", ""]) {
    yield config(
      `activation ${JSON.stringify(activation_function)}`,
      { activation_function },
      "unsupported_architecture",
    );
  }
  yield config("activation is a number", { activation_function: 1 });
  yield config("quantized already", { quantization_config: { bits: 4 } }, "unsupported_architecture");
  yield raw("an empty object", "{}", "unsupported_architecture");
}

function* noJson(): HostileCases {
  const texts = [
    "",
    "null",
    "[]",
    "7",
    '"gpt2"',
    "{",
    "{]",
    "{'model_type':'gpt2'}",
    '{"model_type":"gpt2",}',
    "<html></html>",
    "\ufeff{}",
  ];
  for (const text of texts) yield raw(`the text ${JSON.stringify(text)}`, text);
  yield raw("a key twice", '{"model_type":"gpt2","n_embd":2,"n_embd":4}');
  yield raw("__proto__", '{"model_type":"gpt2","__proto__":{"n_embd":2}}');
  yield raw("NaN", '{"model_type":"gpt2","layer_norm_epsilon":NaN}');
  yield raw("a number without end", `{"model_type":"gpt2","n_embd":1${"0".repeat(1_000_000)}}`);
  yield raw("not UTF-8", new Uint8Array([...utf8('{"a":"'), 0xff, ...utf8('"}')]));
  yield raw("binary", new Uint8Array(1000));
  yield raw("deep lists", `{"a":${"[".repeat(1_000_000)}`, "limit_exceeded");
  yield raw("deep objects", '{"a":'.repeat(100_000), "limit_exceeded");
  yield raw("three megabytes", `{"a":"${"x".repeat(3_000_000)}"}`, "limit_exceeded");
}

function* folders(): HostileCases {
  const files = tinyFiles();
  const named = (name: string, code: FailureCode, list: typeof files): HostileCase => ({
    name: `folder: ${name}`,
    code,
    files: list,
  });
  yield named("no files", "no_usable_files", []);
  yield named("no config.json", "no_usable_files", tinyFiles({ "config.json": null }));
  yield named("no weights", "no_usable_files", tinyFiles({ "model.safetensors": null }));
  yield named(
    "weights of TensorFlow that are none",
    "malformed_file",
    tinyFiles({ "model.safetensors": null, "tf_model.h5": "x" }),
  );
  yield named("every file twice", "malformed_file", [...files, ...files]);
  const more = files.filter(({ path }) => path !== "config.json");
  yield named("the weights twice", "malformed_file", [...files, ...more]);
  const twins = ["a/", "b/"].flatMap((place) => files.map(({ path, bytes }) => ({ path: place + path, bytes })));
  yield named("two checkpoints", "no_usable_files", twins);
  yield named("two thousand files", "limit_exceeded", [
    ...files,
    ...Array.from({ length: 2000 }, (_, i) => ({ path: `x${i}`, bytes: new Blob([]) })),
  ]);
  yield named("generation_config.json is no JSON", "malformed_file", tinyFiles({ "generation_config.json": "{" }));
  yield* indexes();
}

/** Weights in parts. */
function* indexes(): HostileCases {
  const tensors = tinyTensors();
  const [a, b] = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];
  const half = tensors.length / 2;
  const parts = { [a]: writeSafetensors(tensors.slice(0, half)), [b]: writeSafetensors(tensors.slice(half)) };
  const map = Object.fromEntries(tensors.map(({ name }, i) => [name, i < half ? a : b]));
  const index = (
    name: string,
    json: unknown,
    change: Record<string, Uint8Array | null> = {},
    code: FailureCode = "malformed_file",
  ): HostileCase => ({
    name: `index: ${name}`,
    code,
    files: tinyFiles({
      "model.safetensors": null,
      ...parts,
      ...change,
      "model.safetensors.index.json": JSON.stringify(json),
    }),
  });
  yield index("is a list", []);
  yield index("without weight_map", { metadata: {} });
  yield index("weight_map is a list", { weight_map: [a, b] });
  yield index("weight_map is empty", { weight_map: {} });
  yield index("a part is missing", { weight_map: map }, { [b]: null });
  for (const part of ["../config.json", "/etc/passwd", "https://example.org/x", "", 7, null, { a }]) {
    yield index(`a part is ${JSON.stringify(part)}`, { weight_map: { ...map, "wte.weight": part } });
  }
  yield index("a tensor lies in the other part", { weight_map: { ...map, "wte.weight": b } });
  yield index("a tensor lies nowhere", { weight_map: { ...map, "h.9.ln_1.weight": a } });
  yield index("a tensor is left out", { weight_map: Object.fromEntries(Object.entries(map).slice(1)) });
  yield index("a tensor in both parts", { weight_map: map }, { [b]: writeSafetensors(tensors) });
  yield index("a part is a config", { weight_map: { ...map, "wte.weight": "config.json" } }, {}, "limit_exceeded");
}
