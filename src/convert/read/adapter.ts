import { makeNote, type Refusal, refuse } from "../../contract/outcome.ts";
import { readAdapterFields } from "../../contract/adapter-fields.ts";
import { ADAPTER_CONFIG } from "../../contract/model-folder.ts";

/** PEFT's names for what an adapter adds. */
const ADAPTER_TENSOR =
  /(?:^|\.)(?:lora_\w+|base_layer|original_module|modules_to_save|token_adapter|trainable_tokens_\w+|ia3_l|hada_w\w*|lokr_w\w*|oft_\w+|vera_\w+|boft_\w+|hra_u|prompt_\w+|ranknum)(?:\.|$)/;

/** How PEFT saves an adapter's tensors, the better first. */
export const ADAPTER_FILES = ["adapter_model.safetensors", "adapter_model.bin"] as const;

/** Whether a name is one that PEFT gives to what an adapter adds. */
export function isAdapterTensor({ name }: { readonly name: string }): boolean {
  return ADAPTER_TENSOR.test(name);
}

/**
 * An adapter is no model: alone it lacks the weights it was trained on.
 * @param text of `adapter_config.json`
 */
export function refuseAdapter(text: string): Refusal {
  const { base_model_name_or_path: base, peft_type: type } = readAdapterFields(text);
  const isLora = type?.toUpperCase() === "LORA" || !type;
  const adapter = isLora
    ? base
      ? makeNote("lora_for", { base })
      : makeNote("lora", {})
    : base
      ? makeNote("adapter_for", { type, base })
      : makeNote("adapter", { type });
  return refuse("no_usable_files", "adapter_alone", { path: ADAPTER_CONFIG, adapter }, { subject: ADAPTER_CONFIG });
}
