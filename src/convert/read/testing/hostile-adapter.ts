import type { FailureCode } from "../../../contract/failure-parameters.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { adapterFiles, TINY_ADAPTER, tinyLora } from "./tiny-adapter.ts";
import { tinyFiles, tinyTensors } from "./tiny-checkpoint.ts";
import { type TinyTensor, writeSafetensors } from "./write-safetensors.ts";

const PREFIX = "base_model.model.transformer.";
const ATTENTION = `${PREFIX}h.0.attn.c_attn.`;

export function* hostileAdapters(): HostileCases {
  yield* settings();
  yield* tensors();
  yield* wholes();
}

function* settings(): HostileCases {
  const set = (change: object, code: FailureCode = "unsupported_architecture"): HostileCase => ({
    name: `adapter: ${JSON.stringify(change).slice(0, 100)}`,
    code,
    files: adapterFiles({ "adapter_config.json": JSON.stringify({ ...TINY_ADAPTER, ...change }) }),
  });
  for (const peft_type of [
    "IA3",
    "ADALORA",
    "LOHA",
    "LOKR",
    "VERA",
    "OFT",
    "BOFT",
    "PROMPT_TUNING",
    "PREFIX_TUNING",
    "toString",
  ])
    yield set({ peft_type });
  for (const init_lora_weights of ["pissa", "pissa_niter_4", "olora", "corda", "loftq", "lora_ga", "x"])
    yield set({ init_lora_weights });
  for (const task_type of ["SEQ_CLS", "TOKEN_CLS", "QUESTION_ANS"]) yield set({ task_type });
  for (const name of [
    "kasa_config",
    "arrow_config",
    "use_bdlora",
    "monteclora_config",
    "target_parameters",
    "a_new_field",
  ])
    yield set({ [name]: { x: 1 } });
  yield set({ use_qalora: true });
  yield set({ layer_replication: [[0, 1]] });
  yield set({ alora_invocation_tokens: [1] });
  yield set({ enable_lora: [true, false, true] });
  for (const source of [
    "(",
    "a{2}{3}",
    "(?i)c_attn",
    "(a)\\1",
    "a{1,9999}",
    "[z-a]",
    "(".repeat(1000),
    "*",
    "[",
    "\\",
    "x".repeat(5000),
  ])
    yield set({ alpha_pattern: { [source]: 1 } });
  yield set({ rank_pattern: { "(?P=a)": 1 } });
  yield set({ alpha_pattern: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}x`, 1])) });
  yield set({ trainable_token_indices: { wte: [0], lm_head: [1] } });
  yield set({ trainable_token_indices: { wpe: [0] } });
  for (const r of [0, -1, 1.5, "1", 1e9, []]) yield set({ r }, "malformed_file");
  for (const lora_alpha of ["8", [8], {}]) yield set({ lora_alpha }, "malformed_file");
  yield set({ rank_pattern: { c_attn: 0 } }, "malformed_file");
  yield set({ alpha_pattern: "c_attn" }, "malformed_file");
  yield set({ use_dora: "yes" }, "malformed_file");
  yield set({ modules_to_save: 3 }, "malformed_file");
  yield set({ trainable_token_indices: [-1] }, "malformed_file");
  // No lengths are there, and no rows.
  yield set({ use_dora: true }, "malformed_file");
  yield set({ r: 2 }, "malformed_file");
  yield set({ rank_pattern: { "(.*)*c_attn": 3 } }, "malformed_file");
}

function* tensors(): HostileCases {
  const file = (
    name: string,
    list: readonly TinyTensor[],
    code: FailureCode = "malformed_file",
    config: object = {},
  ) => ({
    name: `adapter: ${name}`,
    code,
    files: adapterFiles({
      "adapter_model.safetensors": writeSafetensors(list),
      "adapter_config.json": JSON.stringify({ ...TINY_ADAPTER, ...config }),
    }),
  });
  const [a, b] = tinyLora();
  if (a === undefined || b === undefined) return;
  const more = (name: string, shape: readonly number[] = [1]): TinyTensor => ({
    name,
    shape,
    values: Array.from({ length: shape.reduce((x, y) => x * y, 1) }, () => 1),
  });
  yield file("A without B", [a]);
  yield file("B without A", [b]);
  yield file("no tensors", [], "no_usable_files");
  for (const shape of [[2], [2, 1], [1, 1, 2], [1, 3], [0, 2]]) yield file(`A of ${shape}`, [more(a.name, shape), b]);
  for (const shape of [[6], [1, 6], [6, 2], [7, 1], [6, 0]]) yield file(`B of ${shape}`, [a, more(b.name, shape)]);
  yield file("a value that is no number", [{ ...a, values: [Number.NaN, 0] }, b]);
  yield file("an infinite value", [a, { ...b, values: [1, 2, 3, 4, 5, Number.POSITIVE_INFINITY] }]);
  yield file("a product that is infinite", [
    { ...a, values: [3e38, 3e38] },
    { ...b, values: [9, 9, 9, 9, 9, 9] },
  ]);
  yield file(
    "two adapters",
    [a, b, more(`${ATTENTION}lora_A.x.weight`, [1, 2]), more(`${ATTENTION}lora_B.y.weight`, [6, 1])],
    "no_usable_files",
  );
  yield file("one tensor by two names", [a, b, more(`${ATTENTION}lora_A.default.weight`, [1, 2])]);
  const strays = [
    "h.9.attn.c_attn.lora_A.weight",
    "h.0.attn.q_proj.lora_A.weight",
    "score.lora_A.weight",
    "h.0.ln_1.lora_A.weight",
  ];
  for (const name of strays)
    yield file(name, [more(PREFIX + name, [1, 2]), more(PREFIX + name.replace("lora_A", "lora_B"), [6, 1])]);
  yield file("an embedding as a matrix", [
    more(`${PREFIX}wte.lora_A.weight`, [1, 3]),
    more(`${PREFIX}wte.lora_B.weight`, [2, 1]),
  ]);
  yield file("a matrix as an embedding", [
    more(`${ATTENTION}lora_embedding_A`, [1, 2]),
    more(`${ATTENTION}lora_embedding_B`, [6, 1]),
  ]);
  for (const name of [
    "ia3_l",
    "hada_w1_a",
    "lora_E",
    "vera_lambda_b",
    "oft_r",
    "lora_A",
    "prompt_embeddings",
    "lora_diag.weight",
  ])
    yield file(name, [a, b, more(ATTENTION + name)]);
  for (const name of ["score.weight", "h.7.ln_1.weight", "other"]) yield file(name, [a, b, more(PREFIX + name)]);
  yield file("lengths that use_dora does not want", [a, b, more(`${ATTENTION}lora_magnitude_vector.weight`, [6])]);
  yield file("too few lengths", [a, b, more(`${ATTENTION}lora_magnitude_vector.weight`, [5])], "malformed_file", {
    use_dora: true,
  });
  yield file("lengths alone", [more(`${ATTENTION}lora_magnitude_vector.weight`, [6])], "malformed_file", {
    use_dora: true,
  });
  yield file("a bias of another size", [a, b, more(`${ATTENTION}lora_B.bias`, [5])]);
  yield file("a resized embedding without its width", [a, b, more(`${PREFIX}wte.weight`, [4])]);
  yield file("an embedding of another width", [a, b, more(`${PREFIX}wte.weight`, [4, 3])]);
  yield file("a head of another size", [a, b, more("base_model.model.lm_head.weight", [5, 2])], "malformed_file", {
    modules_to_save: ["lm_head"],
  });
  const rows = `${PREFIX}wte.token_adapter.trainable_tokens_delta`;
  for (const tokens of [[0, 1], [3], [2 ** 40], []])
    yield file(`rows for ${tokens}`, [a, b, more(rows, [1, 2])], "malformed_file", { trainable_token_indices: tokens });
}

function* wholes(): HostileCases {
  const whole = (name: string, code: FailureCode, files: HostileCase["files"]): HostileCase => ({
    name: `adapter: ${name}`,
    code,
    files,
  });
  yield whole("without its file", "no_usable_files", adapterFiles({ "adapter_model.safetensors": null }));
  yield whole(
    "without its base",
    "no_usable_files",
    adapterFiles().filter(({ path }) => !path.startsWith("base/")),
  );
  yield whole(
    "whose base has no weights",
    "no_usable_files",
    adapterFiles().filter(({ path }) => path !== "base/model.safetensors"),
  );
  yield whole(
    "whose base has no configuration",
    "no_usable_files",
    adapterFiles().filter(({ path }) => path !== "base/config.json"),
  );
  yield whole(
    "with a file that is none",
    "limit_exceeded",
    adapterFiles({ "adapter_model.safetensors": "<!doctype html><html>" }),
  );
  yield whole(
    "with a pickle that is none",
    "malformed_file",
    adapterFiles({ "adapter_model.safetensors": null, "adapter_model.bin": "PK" }),
  );
  yield whole("whose configuration is a list", "malformed_file", adapterFiles({ "adapter_config.json": "[]" }));
  yield whole(
    "whose configuration is deep",
    "limit_exceeded",
    adapterFiles({ "adapter_config.json": '{"a":'.repeat(1000) }),
  );
  const beside = writeSafetensors([...tinyTensors(), ...tinyLora()]);
  yield whole("not merged, of unknown alpha", "no_usable_files", tinyFiles({ "model.safetensors": beside }));
}
