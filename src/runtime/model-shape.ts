import * as v from "valibot";
import { Refusal } from "../contract/outcome.ts";
import { parseStrictJson, plainJson } from "../contract/strict-json.ts";

const FILE = "config.json";
const HINT = "Choose another model, or a whole copy of this one.";
const whole = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));

/** Sizes of a GPT-2, as far as a backend needs them. The limits are far over the largest GPT-2 and far under what could hurt. */
const shape = v.object({
  model_type: v.string(),
  vocab_size: whole(2_000_000),
  n_positions: whole(1_000_000),
  n_embd: whole(65_536),
  n_layer: whole(1_000),
  n_head: whole(1_000),
});

export interface ModelShape {
  readonly vocabSize: number;
  readonly maxPositions: number;
  readonly layers: number;
  readonly heads: number;
  /** Width of one head. */
  readonly headSize: number;
}

/**
 * Reads the sizes of a model from its `config.json`.
 * @throws Refusal `malformed_file`, `unsupported_architecture`
 */
export function readModelShape(text: string): ModelShape {
  const input = plainJson(parseStrictJson(text, FILE));
  const named = v.safeParse(v.object({ model_type: v.string() }), input);
  if (named.success && named.output.model_type !== "gpt2") {
    throw new Refusal("unsupported_architecture", `The model is of type "${named.output.model_type.slice(0, 50)}".`, {
      subject: FILE,
      hint: "Only GPT-2 and its relatives of the same type (DistilGPT2, DialoGPT) run here.",
    });
  }
  const result = v.safeParse(shape, input);
  if (!result.success) {
    const issue = result.issues[0];
    throw new Refusal("malformed_file", `${FILE}: ${v.getDotPath(issue) ?? "file"}: ${issue.message}`, {
      subject: FILE,
      hint: HINT,
    });
  }
  const { n_embd, n_head, n_layer, n_positions, vocab_size } = result.output;
  if (n_embd % n_head !== 0) {
    throw new Refusal("malformed_file", `${FILE}: n_embd (${n_embd}) is no multiple of n_head (${n_head}).`, {
      subject: FILE,
      hint: HINT,
    });
  }
  return {
    vocabSize: vocab_size,
    maxPositions: n_positions,
    layers: n_layer,
    heads: n_head,
    headSize: n_embd / n_head,
  };
}
