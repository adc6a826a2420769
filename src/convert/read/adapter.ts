import { makeNote, type Refusal, refuse } from "../../contract/outcome.ts";
import * as v from "valibot";
import { ADAPTER_CONFIG } from "../../contract/model-folder.ts";
import { parseStrictJson, plainJson } from "../../contract/strict-json.ts";

/** Tensors of an adapter that was not merged, under PEFT's names. */
const ADAPTER_TENSOR =
  /(?:^|\.)(?:lora_[A-Z]|lora_embedding_[AB]|lora_magnitude_vector|base_layer|ia3_l|hada_w\d|prompt_embeddings)(?:\.|$)/;

const fields = v.object({
  base_model_name_or_path: v.optional(v.nullable(v.string())),
  peft_type: v.optional(v.nullable(v.string())),
});

/**
 * An adapter is no model: alone it lacks the weights it was trained on, and beside them they would answer without it.
 * @param text of `adapter_config.json`
 * @param besideWeights whether full weights are in the same folder
 */
export function refuseAdapter(text: string, besideWeights: boolean): Refusal {
  const { base_model_name_or_path: base, peft_type: type } = readFields(text);
  const isLora = type?.toUpperCase() === "LORA" || !type;
  const adapter = isLora
    ? base
      ? makeNote("lora_for", { base })
      : makeNote("lora", {})
    : base
      ? makeNote("adapter_for", { type, base })
      : makeNote("adapter", { type });
  return refuse(
    "no_usable_files",
    besideWeights ? "adapter_beside" : "adapter_alone",
    { path: ADAPTER_CONFIG, adapter },
    { subject: ADAPTER_CONFIG },
  );
}

/** @throws Refusal where weights hold an adapter beside what it was made for */
export function checkMerged(names: Iterable<string>, path: string): void {
  for (const name of names) {
    if (!ADAPTER_TENSOR.test(name)) continue;
    throw refuse("no_usable_files", "adapter_unmerged", { path, name }, { subject: path });
  }
}

function readFields(text: string): v.InferOutput<typeof fields> {
  try {
    const result = v.safeParse(fields, plainJson(parseStrictJson(text, ADAPTER_CONFIG)));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}
