import type { ParameterName } from "./parameters.ts";

/**
 * How a parameter is written as text: a switch, a number, one of a few words, texts one by one, numbers with commas
 * between them, runs of such numbers one by one, or runs with a bias.
 */
export type ParameterKind = "flag" | "number" | "word" | "texts" | "numbers" | "runs" | "biases";

const KINDS: Partial<Record<ParameterName, ParameterKind>> = {
  do_sample: "flag",
  token_healing: "flag",
  renormalize_logits: "flag",
  remove_invalid_values: "flag",
  early_stopping: "word",
  bad_words: "texts",
  stop_strings: "texts",
  eos_token_id: "numbers",
  suppress_tokens: "numbers",
  begin_suppress_tokens: "numbers",
  forced_eos_token_id: "numbers",
  exponential_decay_length_penalty: "numbers",
  bad_words_ids: "runs",
  sequence_bias: "biases",
};

export function kindOf(name: ParameterName): ParameterKind {
  return KINDS[name] ?? "number";
}

/** `88, 97` */
export function readNumbers(text: string): number[] {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  return parts.map(Number);
}

/** `88, 97 = -2.5` */
export function readBias(text: string): readonly [number[], number] {
  const [run = "", bias = ""] = text.split("=");
  return [readNumbers(run), bias.trim() === "" ? Number.NaN : Number(bias)];
}
