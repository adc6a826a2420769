import * as v from "valibot";

/** Says beside PEFT's files of which base an adapter is: they name it, but not which state of it. */
export const ADAPTER_NOTE = "hostless-adapter.json";

export const adapterNote = v.object({
  format: v.literal("hostless-adapter"),
  version: v.literal(1),
  name: v.string(),
  /** `id`: what tells the base's weights and tokenizer from all others. */
  base: v.object({ name: v.string(), id: v.string() }),
});
export type AdapterNote = v.InferOutput<typeof adapterNote>;
