/** What a tar says of its next entry before that entry's own header. */
export interface TarAttributes {
  readonly name?: string;
  readonly size?: number;
}

/** A file of which only parts are there: what is in the tar is not its content. */
const SPARSE = /^GNU\.sparse\./;

/**
 * Attributes as POSIX writes them, `LENGTH NAME=VALUE` and a line's end, of which name and size matter. A value may hold what
 * looks like a further attribute: only the lengths tell.
 * @returns `undefined` where lengths and lines do not agree, a size is no number, or the file is sparse
 */
export function parseAttributes(bytes: Uint8Array): TarAttributes | undefined {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const digits = /^(\d{1,6}) /.exec(new TextDecoder().decode(bytes.subarray(at, at + 8)))?.[1];
    const end = at + Number(digits);
    // What fills the last block up is no attribute.
    if (digits === undefined && bytes.subarray(at).every((byte) => byte === 0)) break;
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== 0x0a) return undefined;
    const line = new TextDecoder().decode(bytes.subarray(at + digits.length + 1, end - 1));
    const equals = line.indexOf("=");
    if (equals < 1) return undefined;
    found.set(line.slice(0, equals), line.slice(equals + 1));
    at = end;
  }
  if ([...found.keys()].some((name) => SPARSE.test(name))) return undefined;
  const [name, digits] = [found.get("path"), found.get("size")];
  const size = digits === undefined ? undefined : sizeOf(digits);
  if (digits !== undefined && size === undefined) return undefined;
  return { ...(name !== undefined && { name }), ...(size !== undefined && { size }) };
}

function sizeOf(digits: string): number | undefined {
  const size = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(size) ? size : undefined;
}
