import type { Dtype, ModelManifest } from "../contract/manifest.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { PackageFile } from "./part-writer.ts";
import { toUtf8 } from "./utf8.ts";

/** The files of a package beside graphs and manifest, as transformers and transformers.js read them. */
export function sideFiles(checkpoint: Checkpoint, dtypes: ModelManifest["dtypes"]): PackageFile[] {
  return [
    jsonFile("config.json", configJson(checkpoint, dtypes)),
    jsonFile("generation_config.json", checkpoint.generationConfig),
    textFile("tokenizer.json", checkpoint.tokenizer),
    textFile("tokenizer_config.json", checkpoint.tokenizerConfig),
  ];
}

function configJson(checkpoint: Checkpoint, dtypes: ModelManifest["dtypes"]): object {
  const parts = Object.values(dtypes).map(({ graph, data }) => [graph.slice("onnx/".length), data.length]);
  return {
    architectures: ["GPT2LMHeadModel"],
    model_type: "gpt2",
    ...checkpoint.config,
    ...eosToken(checkpoint),
    "transformers.js_config": {
      use_external_data_format: Object.fromEntries(parts),
      kv_cache_dtype: { fp16: "float16", q4f16: "float16" } satisfies Partial<Record<Dtype, string>>,
    },
  };
}

/** One token, as `config.json` knows it; all of several are in `generation_config.json`. */
function eosToken({ generationConfig }: Checkpoint): object {
  const [id] = [generationConfig.eos_token_id].flat();
  return id === undefined ? {} : { bos_token_id: id, eos_token_id: id };
}

function jsonFile(path: string, value: object): PackageFile {
  return textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

export function textFile(path: string, text: string): PackageFile {
  return { path, bytes: toUtf8(text) };
}
