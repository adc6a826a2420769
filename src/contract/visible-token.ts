import type { TokenForm } from "./forward-pass.ts";

/** A token with spaces and line breaks as signs, because it is more than its letters; parts of characters as their bytes. */
export function showToken({ text, bytes, special }: TokenForm): string {
  if (special) return "∎";
  if (bytes !== undefined) return bytes.map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
  return text.replaceAll(" ", "␣").replaceAll("\n", "⏎").replaceAll("\t", "⇥");
}
