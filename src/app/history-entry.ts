import * as v from "valibot";
import { storedSource } from "../contract/model-source.ts";
import { generationParameters } from "../contract/parameters.ts";
import { continued } from "../contract/request.ts";

/** Runs kept at most; the oldest go first. */
export const KEEP_MOST = 500;

export const historyEntry = v.object({
  /** Version of the entry's form; entries of another one are left out. */
  v: v.literal(1),
  id: v.number(),
  at: v.number(),
  model: v.string(),
  /** Absent in entries of before it was written down. */
  source: v.exactOptional(storedSource),
  /** That it wrote with, beside the model; absent for the model as it is. */
  adapter: v.exactOptional(v.object({ name: v.string(), digest: v.string() })),
  prompt: v.string(),
  /** The end of the prompt, where it was written by the model. */
  continued: v.exactOptional(continued),
  texts: v.array(v.string()),
  parameters: generationParameters,
  /** Marked by the visitor, and never dropped for newer ones. */
  pinned: v.exactOptional(v.literal(true)),
});

/** A run as it is remembered on this device. `at` is milliseconds since the epoch. */
export type HistoryEntry = v.InferOutput<typeof historyEntry>;
