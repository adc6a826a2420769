/** Special tokens of RoBERTa and of what followed it, by their roles. */
export const SENTENCE = {
  bos_token: "<s>",
  eos_token: "</s>",
  unk_token: "<unk>",
  sep_token: "</s>",
  pad_token: "<pad>",
  cls_token: "<s>",
  mask_token: "<mask>",
} as const;

/** Takes white space before a mask along. */
export const BEFORE_A_MASK = { mask_token: { lstrip: true } } as const;
