import type { NamedBytes } from "../../../contract/bytes.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";
import { type TinyTensor, writeSafetensors } from "./write-safetensors.ts";

export const TINY_ADAPTER = {
  peft_type: "LORA",
  task_type: "CAUSAL_LM",
  base_model_name_or_path: "owner/tiny",
  r: 1,
  lora_alpha: 2,
  target_modules: ["c_attn"],
};

const PREFIX = "base_model.model.transformer.h.0.attn.c_attn";

/** A LoRA adapter of the tiny checkpoint, for one matrix. */
export function tinyLora(): TinyTensor[] {
  return [
    { name: `${PREFIX}.lora_A.weight`, shape: [1, 2], values: [0.5, -0.25] },
    { name: `${PREFIX}.lora_B.weight`, shape: [6, 1], values: [1, 2, 3, 4, 5, 6] },
  ];
}

/** The adapter and, under `base/`, the tiny checkpoint; files replaced, added or (with `null`) left out. */
export function adapterFiles(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): NamedBytes[] {
  const base = tinyFiles().map(({ path, bytes }) => ({ path: `base/${path}`, bytes }));
  const adapter = tinyFiles({
    "config.json": null,
    "tokenizer.json": null,
    "model.safetensors": null,
    "adapter_config.json": JSON.stringify(TINY_ADAPTER),
    "adapter_model.safetensors": writeSafetensors(tinyLora()),
    ...changes,
  });
  return [...adapter, ...base];
}
