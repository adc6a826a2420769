import type { ParameterKind } from "../contract/parameter-text.ts";
import { readListed } from "./read-number.ts";

/** Parameters that are lists, by how they are typed. */
export type ListKind = Extract<ParameterKind, "texts" | "numbers" | "runs" | "biases">;

export type ListValue = readonly unknown[];

/** True for parameters that are typed as a list. */
export function isList(kind: ParameterKind): kind is ListKind {
  return kind === "numbers" || isMultiline(kind);
}

/** True for lists of which each part has a line of its own. */
export function isMultiline(kind: ParameterKind): kind is Exclude<ListKind, "numbers"> {
  return kind === "texts" || kind === "runs" || kind === "biases";
}

/** The value that letters stand for; none at all is the default again. */
export function readText(kind: ListKind, text: string): ListValue | undefined {
  if (!isMultiline(kind)) return text.trim() === "" ? undefined : readNumbers(text);
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines.map((line) => readLine(kind, line));
}

function readLine(kind: Exclude<ListKind, "numbers">, line: string): unknown {
  if (kind === "texts") return line.replaceAll("\\n", "\n");
  if (kind === "runs") return readNumbers(line);
  const [run = "", bias = ""] = line.split("=");
  return [readNumbers(run), bias.trim() === "" ? Number.NaN : readListed(bias.trim())];
}

function readNumbers(text: string): number[] {
  return text
    .split(/[\s,;،、，；]+/)
    .filter((part) => part !== "")
    .map(readListed);
}

export function writeText(kind: ListKind, value: ListValue | undefined): string {
  if (value === undefined) return "";
  return isMultiline(kind) ? value.map((part) => writeLine(kind, part)).join("\n") : value.join(", ");
}

function writeLine(kind: Exclude<ListKind, "numbers">, part: unknown): string {
  if (kind === "texts") return String(part).replaceAll("\n", "\\n");
  if (!Array.isArray(part)) return String(part);
  return kind === "runs" ? part.join(", ") : part.map((side) => [side].flat().join(", ")).join(" = ");
}
