const BYTE = /^<0x([0-9A-Fa-f]{2})>$/;

/** The byte that a token such as `<0xE4>` stands for. */
export function byteOf(token: string): number | undefined {
  const [, hex] = BYTE.exec(token) ?? [];
  return hex === undefined ? undefined : Number.parseInt(hex, 16);
}
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** Tokens such as `<0xE4>` are bytes; a run of them that is no UTF-8 becomes a U+FFFD for each. */
export function decodeFallback(tokens: readonly string[]): string[] {
  const parts: string[] = [];
  let run: number[] = [];
  const flush = () => {
    if (run.length > 0) parts.push(...(decodeStrictly(run) ?? run.map(() => "\uFFFD")));
    run = [];
  };
  for (const token of tokens) {
    const byte = byteOf(token);
    if (byte !== undefined) run.push(byte);
    else {
      flush();
      parts.push(token);
    }
  }
  flush();
  return parts;
}

function decodeStrictly(bytes: readonly number[]): [string] | undefined {
  try {
    return [strictDecoder.decode(Uint8Array.from(bytes))];
  } catch {
    return undefined;
  }
}
