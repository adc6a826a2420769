/** A text as the part of a pattern that matches it, with the characters escaped that Python escapes. */
export function escapePattern(text: string): string {
  return text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, (character) => `\\${character}`);
}
