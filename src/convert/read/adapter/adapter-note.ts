import * as v from "valibot";
import { ADAPTER_NOTE, adapterNote, type AdapterNote } from "../../../contract/adapter-note.ts";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { readText } from "../read-range.ts";

const NOTE_BYTES = 65_536;

/** The note among an adapter's files; one that cannot be read says nothing. */
export async function readAdapterNote(files: readonly NamedBytes[]): Promise<AdapterNote | undefined> {
  const file = files.find(({ path }) => path === ADAPTER_NOTE);
  if (file === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), adapterNote), await readText(file, NOTE_BYTES));
  return parsed.success ? parsed.output : undefined;
}
