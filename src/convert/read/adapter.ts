import * as v from "valibot";
import { quoted } from "../../contract/malformed.ts";
import { ADAPTER_CONFIG } from "../../contract/model-folder.ts";
import { Refusal } from "../../contract/outcome.ts";
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
  const kind = type?.toUpperCase() === "LORA" || !type ? "a LoRA adapter" : `an adapter of type ${quoted(type)}`;
  const named = base ? ` for ${quoted(base)}` : "";
  const what = besideWeights
    ? `${kind}${named} is next to full weights, which would run without it.`
    : `${kind}${named} alone, without the weights it was trained on.`;
  const otherwise = besideWeights ? ` Or remove ${ADAPTER_CONFIG} to convert the weights without the adapter.` : "";
  return new Refusal("no_usable_files", `${ADAPTER_CONFIG}: ${what}`, {
    subject: ADAPTER_CONFIG,
    hint: `${MERGE}${otherwise}`,
  });
}

/** @throws Refusal where weights hold an adapter beside what it was made for */
export function checkMerged(names: Iterable<string>, path: string): void {
  for (const name of names) {
    if (!ADAPTER_TENSOR.test(name)) continue;
    throw new Refusal("no_usable_files", `${path}: has ${quoted(name)}, of an adapter that was not merged.`, {
      subject: path,
      hint: MERGE,
    });
  }
}

const MERGE =
  "Merge it into its base in Python and choose the result: " +
  "AutoPeftModelForCausalLM.from_pretrained(FOLDER).merge_and_unload().save_pretrained(NEW), and the tokenizer beside it.";

function readFields(text: string): v.InferOutput<typeof fields> {
  try {
    const result = v.safeParse(fields, plainJson(parseStrictJson(text, ADAPTER_CONFIG)));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}
