import type { ForwardPass } from "../../contract/forward-pass.ts";
import type { Dtype } from "../../contract/dtypes.ts";
import type { ModelManifest, Quality } from "../../contract/manifest.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import type { Multiply } from "../../gpt2/multiply.ts";
import { multiplyAdds } from "../../gpt2/tensors.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { findKnownAnswer } from "./known-answer.ts";
import { ReferencePass } from "./reference.ts";
import { RepeatingPass } from "./repeating-pass.ts";

/** What judging a package takes from rooms that this one does not know. */
export interface Evaluator {
  /** Tokens of the text that is measured on; see {@link fitText}. */
  readonly ids: readonly number[];
  /** Runs a dtype from the files that were yielded so far; undefined where nothing here can, and it is not measured. */
  open(dtype: Dtype): Promise<ForwardPass | undefined>;
  /** A quicker product for the reference than the plain one. */
  readonly multiply?: Multiply;
  /** `measureQuality` of the token loop's room. */
  measure(reference: ForwardPass, quantized: ForwardPass, ids: readonly number[]): Promise<Quality>;
}

interface Evaluation {
  readonly quality: Partial<Record<Dtype, Quality>>;
  readonly known_answer: ModelManifest["known_answer"];
}

/** Tokens that the reference is given at a time, as in `measureQuality`. */
const CHUNK = 64;
/** Calls of the reference that the answer takes; more are rare. */
const ANSWER_CALLS = 2;
/** The bar is not full before the work is done, however many calls it took. */
const NEARLY = 0.99;

/** Tokens that a continuation is asked for. */
const PROMPT_TOKENS = 4;

/**
 * Measures every dtype against the checkpoint's own float32 weights and finds the known answer. Without an evaluator
 * only the answer, to the first tokens of the vocabulary.
 * @param onProgress hears what share is done, as far as it can be foreseen
 */
export async function evaluatePackage(
  checkpoint: Checkpoint,
  dtypes: readonly Dtype[],
  evaluator: Evaluator | undefined,
  onProgress: (fraction: number) => void = () => {},
): Promise<Evaluation> {
  const calls = ANSWER_CALLS + Math.ceil((evaluator?.ids.length ?? 0) / CHUNK);
  let layers = 0;
  const exact = new ReferencePass(checkpoint, evaluator?.multiply, () => {
    onProgress(Math.min(NEARLY, ++layers / (calls * checkpoint.config.n_layer)));
  });
  const prompt = (evaluator?.ids ?? [0, 1, 2, 3]).slice(0, PROMPT_TOKENS);
  if (evaluator === undefined) return { quality: {}, known_answer: await findKnownAnswer(exact, undefined, prompt) };
  const reference = new RepeatingPass(exact);
  const quality: Partial<Record<Dtype, Quality>> = {};
  let answer: ModelManifest["known_answer"] | undefined;
  for (const dtype of dtypes) {
    const pass = await evaluator.open(dtype);
    if (pass === undefined) continue;
    try {
      reference.rewind();
      quality[dtype] = await evaluator.measure(reference, pass, evaluator.ids);
      answer ??= await findKnownAnswer(exact, pass, prompt);
    } finally {
      await pass.dispose();
    }
  }
  return { quality, known_answer: answer ?? (await findKnownAnswer(exact, undefined, prompt)) };
}

/** Multiply-adds that the reference may take for the text (GPT-2 124M: 32 and 647 tokens), and the most tokens. */
const BUDGET = { builtIn: { work: 4e9, tokens: 128 }, given: { work: 8e10, tokens: 1024 } };

/** As many of a text's tokens as are measured in bearable time with a model of this size. */
export function fitText(config: Gpt2Config, ids: readonly number[], kind: keyof typeof BUDGET): readonly number[] {
  const { work, tokens } = BUDGET[kind];
  return ids.slice(0, Math.max(16, Math.min(tokens, Math.floor(work / multiplyAdds(config)))));
}
