import * as v from "valibot";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { readText } from "../read-range.ts";

/** Says beside PEFT's files of which base an adapter is: they name it, but not which state of it. */
export const ADAPTER_NOTE = "hostless-adapter.json";
const NOTE_BYTES = 65_536;

const note = v.object({
  format: v.literal("hostless-adapter"),
  version: v.literal(1),
  name: v.string(),
  /** `id`: what tells the base's weights and tokenizer from all others. */
  base: v.object({ name: v.string(), id: v.string() }),
});
export type AdapterNote = v.InferOutput<typeof note>;

/** The note among an adapter's files; one that cannot be read says nothing. */
export async function readAdapterNote(files: readonly NamedBytes[]): Promise<AdapterNote | undefined> {
  const file = files.find(({ path }) => path === ADAPTER_NOTE);
  if (file === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), note), await readText(file, NOTE_BYTES));
  return parsed.success ? parsed.output : undefined;
}
