import type { Refusal } from "../../contract/outcome.ts";
import { refuseUnsafe } from "./pickle-calls.ts";

/** Modules of parts of models. */
const PARTS = /^torch\.(?:nn|fx|jit|_dynamo)\b/;
/** Modules of models that have `save_pretrained`. */
const PRETRAINED = /^(?:transformers|trl|peft)\.(?:.*\.)?(?:modeling_|peft_model|tuners)/;
/** What a script calls its own model. */
const MODEL = /(?:GPT|Model|Transformer|LM|Head)\d*$/;

/**
 * Whether a pickle with this class holds a model itself (`torch.save(model)`), not its tensors, and if so who wrote the class: only
 * Python code makes a model of it again.
 */
export function findModelClass(module: string, name: string): "pretrained" | "script" | undefined {
  if (PRETRAINED.test(module)) return "pretrained";
  return PARTS.test(module) || MODEL.test(name) ? "script" : undefined;
}

/** A class that a pickle must not name. */
export function refuseGlobal(path: string, module: string, name: string): Refusal {
  const model = findModelClass(module, name);
  if (model === "pretrained") return refuseUnsafe(path, "pretrained_model", { name });
  return model === "script"
    ? refuseUnsafe(path, "whole_model", { name })
    : refuseUnsafe(path, "global", { name: `${module}.${name}` });
}
