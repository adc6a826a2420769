import { readListed } from "./read-number.ts";

/** A list of texts has one in each line, one of token ids has commas or spaces between them. */
export type ListKind = "lines" | "ids";

/** The value that letters stand for; none at all is the default again. */
export function readText(kind: ListKind, text: string): string[] | number[] | undefined {
  if (text.trim() === "" && kind !== "lines") return undefined;
  if (kind === "ids")
    return text
      .split(/[\s,;،、，；]+/)
      .filter((part) => part !== "")
      .map(readListed);
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines.map((line) => line.replaceAll("\\n", "\n"));
}

/** The letters that stand for a value. */
export function writeText(value: readonly unknown[] | undefined, kind: ListKind): string {
  if (value === undefined) return "";
  const parts = value.map((part) => String(part).replaceAll("\n", "\\n"));
  return parts.join(kind === "ids" ? ", " : "\n");
}
