import type { EngineName } from "./drivers/driver.ts";

export type Result =
  | { readonly kind: "ok"; readonly note: string | undefined; readonly attempt: number; readonly ms: number }
  | { readonly kind: "failed"; readonly message: string; readonly attempt: number; readonly ms: number }
  | { readonly kind: "not possible"; readonly reason: string };

export interface Column {
  readonly engine: EngineName;
  readonly title: string;
  readonly results: ReadonlyMap<string, Result>;
}

/** A Markdown table, check by engine; the reasons of what is not possible stand below it. */
export function writeTable(checks: readonly string[], columns: readonly Column[]): string {
  const reasons: string[] = [];
  const cell = (result: Result | undefined): string => {
    if (result === undefined) return "";
    if (result.kind === "ok")
      return `${result.note ?? "yes"}${result.attempt > 1 ? ` (attempt ${result.attempt})` : ""}`;
    if (result.kind === "failed") return "**no**";
    if (!reasons.includes(result.reason)) reasons.push(result.reason);
    return `not possible here (${reasons.indexOf(result.reason) + 1})`;
  };
  const rows = [
    ["check", ...columns.map(({ title }) => title)],
    ["---", ...columns.map(() => "---")],
    ...checks.map((check) => [check, ...columns.map(({ results }) => cell(results.get(check)))]),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length))) ?? [];
  const lines = rows.map((row) => `| ${row.map((text, at) => fillUp(text, widths[at] ?? 0)).join(" | ")} |`);
  return [...lines, "", ...reasons.map((reason, at) => `${at + 1}. Not possible here because ${reason}`)].join("\n");
}

function fillUp(text: string, width: number): string {
  return text === "---" ? "-".repeat(width) : text.padEnd(width);
}
