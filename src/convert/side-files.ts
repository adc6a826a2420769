import { CHAT_TEMPLATE } from "../contract/chat.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { PackageFile } from "./part-writer.ts";
import { toUtf8 } from "./utf8.ts";

/** The files of a package beside graphs and manifest, as transformers and transformers.js read them. */
export function sideFiles(checkpoint: Checkpoint, dtypes: ModelManifest["dtypes"]): PackageFile[] {
  return [
    jsonFile("config.json", configJson(checkpoint, dtypes)),
    jsonFile("generation_config.json", { ...checkpoint.disobeyed, ...checkpoint.generationConfig }),
    textFile("tokenizer.json", checkpoint.tokenizer),
    textFile("tokenizer_config.json", checkpoint.tokenizerConfig),
    ...(checkpoint.chatTemplate === undefined ? [] : [textFile(CHAT_TEMPLATE, checkpoint.chatTemplate)]),
  ];
}

function configJson(checkpoint: Checkpoint, dtypes: ModelManifest["dtypes"]): object {
  const parts = Object.values(dtypes).map(({ graph, data }) => [graph.slice("onnx/".length), data.length]);
  return {
    architectures: ["GPT2LMHeadModel"],
    model_type: "gpt2",
    ...checkpoint.config,
    ...specialTokens(checkpoint),
    "transformers.js_config": {
      use_external_data_format: Object.fromEntries(parts),
      kv_cache_dtype: { fp16: "float16", q4f16: "float16" } satisfies Partial<Record<Dtype, string>>,
    },
  };
}

/**
 * One end token, as `config.json` knows it; all of several are in `generation_config.json`. Null says that there is none:
 * an absent entry would mean GPT-2's own token.
 */
function specialTokens({ generationConfig: { bos_token_id, eos_token_id } }: Checkpoint): object {
  const [end] = [eos_token_id].flat();
  return { bos_token_id: bos_token_id ?? null, eos_token_id: end ?? null };
}

function jsonFile(path: string, value: object): PackageFile {
  return textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

export function textFile(path: string, text: string): PackageFile {
  return { path, bytes: toUtf8(text) };
}
