/** An entry of a tar, as POSIX and GNU name its types. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  /** Changes the header before its checksum is made. */
  readonly change?: (header: Uint8Array) => void;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A tar as POSIX describes it. */
export function writeTar(entries: readonly TarEntry[], end = 1024): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap(({ name, content: given = "", type = "0", change }) => {
    const content = typeof given === "string" ? utf8(given) : given;
    const header = new Uint8Array(512);
    const put = (at: number, value: string) => header.set(utf8(value), at);
    put(0, name.slice(0, 100));
    put(100, "0000644\0");
    put(124, `${content.length.toString(8).padStart(11, "0")}\0`);
    put(156, type);
    put(257, "ustar\x0000");
    change?.(header);
    put(148, "        ");
    put(
      148,
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
    );
    const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
    padded.set(content);
    return [header, padded];
  });
  const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, end));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
