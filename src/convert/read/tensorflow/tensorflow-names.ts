const PARAMETER =
  /^model\/(?:h(\d+)\/)?(wte|wpe|ln_f|ln_1|ln_2|attn\/c_attn|attn\/c_proj|mlp\/c_fc|mlp\/c_proj)(?:\/([wgb]))?$/;
/** What an optimizer keeps beside a parameter. */
const SLOT =
  /^model\/(?:h\d+\/)?(?:wte|wpe|(?:ln_f|ln_1|ln_2|attn\/c_attn|attn\/c_proj|mlp\/c_fc|mlp\/c_proj)\/[wgb])\//;
const IN_BLOCK = /^model\/h(\d+)\/(.+)$/;

/** What transformers calls a variable of OpenAI's code; nothing for what is not the model's. */
export function canonicalName(key: string): string | undefined {
  const [parameter, block, part = "", kind] = PARAMETER.exec(key) ?? [];
  if (parameter !== undefined) {
    const name = `${part.replaceAll("/", ".")}.${kind === "b" ? "bias" : "weight"}`;
    return block === undefined ? name : `h.${block}.${name}`;
  }
  if (SLOT.test(key)) return undefined;
  // What GPT-2's blocks do not have means another architecture: the name shows it.
  const [, layer, other = ""] = IN_BLOCK.exec(key) ?? [];
  return layer === undefined ? undefined : `h.${layer}.${other.replaceAll("/", ".")}`;
}
