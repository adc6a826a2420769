import type { StoredAdapter } from "../contract/adapters.ts";
import type { AdapterInfo } from "../contract/model-info.ts";
import { cleanLine } from "../contract/plain-text.ts";

/** Characters of an adapter's name. */
const LONGEST_NAME = 80;

/** An adapter beside a loaded model. */
export interface Entry {
  readonly info: AdapterInfo;
  /** Its name where it is kept. */
  readonly shelved?: string;
  /** Where nothing keeps it. */
  readonly unkept?: StoredAdapter;
  /** In the pass's rack, once it was asked for. */
  readonly number?: number;
}

/** The name that was told of one, which is never another's, unless it was given another one where it is kept. */
export function nameOf(known: Entry | undefined, kept: string): string | undefined {
  return known?.shelved === undefined || known.shelved === kept ? known?.info.name : undefined;
}

/** The name, or the first of its numbered ones that nothing else has. @param others names that are taken */
export function freeName(given: string, others: readonly string[]): string {
  const wanted = cleanLine(given, LONGEST_NAME) || "adapter";
  const taken = new Set(others);
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} ${n}`;
    if (!taken.has(name)) return name;
  }
}
