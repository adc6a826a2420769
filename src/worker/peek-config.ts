import type { Listing } from "../store/listing.ts";

/** The text of a file, up to so many bytes of it. */
export type Peek = (path: string, most: number) => Promise<string>;

/** A configuration has some kilobytes, and one with all its added tokens some hundred. */
const CONFIG_BYTES = 262_144;

/** A configuration, whole; nothing where there is none, or one so long that it is looked at when the model is loaded. */
export async function peekConfig({ files }: Listing, peek: Peek, name: string): Promise<string | undefined> {
  const isSmall = files.some(({ path, size }) => path === name && size <= CONFIG_BYTES);
  return isSmall ? peek(name, CONFIG_BYTES) : undefined;
}
