/**
 * An address as the browser reads it; undefined where it is none.
 * Not `URL.canParse`: Node's, once it has been called often, says no to addresses with letters of Latin-1, such as "ü".
 */
export function parseAddress(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
