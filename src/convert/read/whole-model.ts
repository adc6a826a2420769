import type { Refusal } from "../../contract/outcome.ts";
import { refuseUnsafe } from "./pickle-calls.ts";

/** Modules whose classes are models or parts of them; configurations are read. */
const LIBRARIES =
  /^(?:transformers\.|peft\.|trl\.|torch\.(?:nn|optim|fx|jit|_dynamo|distributed)\b|(?:pytorch_)?lightning\.)/;
/** Of transformers: what `save_pretrained` writes. */
const PRETRAINED = /^(?:transformers|peft)\./;
/** What a script calls its own model. */
const MODEL = /(?:GPT|Model|Transformer|LM|Head)\d*$/;

/**
 * Whether a pickle with this class holds a model itself (`torch.save(model)`), not its tensors, and if so who wrote the class: only
 * Python code makes a model of it again.
 */
export function findModelClass(module: string, name: string): "pretrained" | "script" | undefined {
  if (PRETRAINED.test(module)) return "pretrained";
  return LIBRARIES.test(module) || MODEL.test(name) ? "script" : undefined;
}

/** A class that a pickle must not name. */
export function refuseGlobal(path: string, module: string, name: string): Refusal {
  const model = findModelClass(module, name);
  if (model === "pretrained") return refuseUnsafe(path, "pretrained_model", { name });
  return model === "script"
    ? refuseUnsafe(path, "whole_model", { name })
    : refuseUnsafe(path, "global", { name: `${module}.${name}` });
}
