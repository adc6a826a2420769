import * as v from "valibot";
import { BACKENDS } from "../contract/backends.ts";
import { FINISH_REASONS } from "../contract/generate-result.ts";
import { dtype } from "../contract/dtypes.ts";
import { storedSource } from "../contract/model-source.ts";
import { makeNote } from "../contract/outcome.ts";
import { tokenId } from "../contract/parameter-schema.ts";
import { generationParameters, resolveParameters } from "../contract/parameters.ts";
import { continued } from "../contract/request.ts";
import { withoutNulls } from "../contract/without-nulls.ts";

const backend = v.picklist(BACKENDS);

/** A finished run's result; the probabilities of its tokens stay behind: they may be larger than what a tab may keep. */
const keptResult = v.object({
  samples: v.array(
    v.object({
      prompt: v.number(),
      text: v.string(),
      unfinished: v.exactOptional(v.number()),
      token_ids: v.array(tokenId),
      finish_reason: v.picklist(FINISH_REASONS),
      score: v.exactOptional(v.number()),
    }),
  ),
  prompts: v.array(v.string()),
  prompt_tokens: v.number(),
  dropped_tokens: v.number(),
  completion_tokens: v.number(),
  // All of them are a request's parameters, too, where those that take no part are left out.
  parameters: v.pipe(
    v.unknown(),
    v.transform(withoutNulls),
    generationParameters,
    v.transform((parameters) => resolveParameters(parameters, {}, 0)),
  ),
  timings: v.object({ first_token_ms: v.number(), total_ms: v.number(), tokens_per_second: v.number() }),
  model: v.object({
    name: v.string(),
    source: storedSource,
    commit: v.exactOptional(v.string()),
    adapter: v.exactOptional(v.string()),
    adapter_digest: v.exactOptional(v.string()),
  }),
  backend: v.object({
    backend,
    device: v.picklist(["wasm", "webgpu"]),
    dtype,
    threads: v.number(),
    // Older pages kept a sentence; nobody is told again why a text's backend was chosen.
    reason: v.pipe(
      v.unknown(),
      v.transform(() => makeNote("chosen", {})),
    ),
    tried: v.array(v.object({ backend, msPerToken: v.exactOptional(v.number()) })),
  }),
});

/** Prompt and continued text under the names that version 1 has for them. */
const keptRequest = v.pipe(
  v.object({
    given: v.string(),
    kept: v.string(),
    keptIds: v.array(tokenId),
    parameters: generationParameters,
    step: v.exactOptional(generationParameters),
    isDefaultPrompt: v.boolean(),
  }),
  v.transform(({ given, kept, keptIds, ...others }) => ({
    ...others,
    prompt: given,
    continued: { text: kept, ids: keptIds },
  })),
);

export const keptRun = v.object({
  request: keptRequest,
  /** Absent where the page was left while the texts were written. */
  result: v.exactOptional(keptResult),
  texts: v.array(v.string()),
});

export const keptPage = v.object({
  /** Version of this form; what another one wrote is left alone. */
  v: v.literal(1),
  /** Of the page when it was left. */
  address: v.string(),
  prompt: v.string(),
  /** True where the visitor typed it. */
  typed: v.boolean(),
  parameters: generationParameters,
  continued: v.exactOptional(
    v.pipe(
      v.object({ ...continued.entries, given: v.string() }),
      v.transform(({ given, ...written }) => ({ ...written, prompt: given })),
    ),
  ),
  run: v.exactOptional(keptRun),
  shared: v.exactOptional(
    v.object({
      prompt: v.string(),
      parameters: generationParameters,
      texts: v.array(v.string()),
      source: v.exactOptional(storedSource),
      commit: v.exactOptional(v.string()),
      device: v.exactOptional(v.string()),
      earlierWith: v.exactOptional(v.string()),
    }),
  ),
  voice: v.exactOptional(v.object({ name: v.string(), digest: v.string(), source: storedSource })),
  /** The adapter in the address was still asked about. */
  isAsked: v.exactOptional(v.boolean()),
  /** The model that ran, where the browser keeps it. */
  source: v.exactOptional(storedSource),
});

/** What of a page outlives its reload, and the way to another page and back. */
export type KeptPage = v.InferOutput<typeof keptPage>;
