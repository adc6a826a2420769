import Papa from "papaparse";
import { refuseAbout } from "../contract/refuse-file.ts";

/** A table of texts: a row of names, then rows with a cell for each. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads CSV, whatever parts its cells: commas, semicolons, tabs or bars.
 * @throws Refusal `bad_request` with the line where a quote does not end as it must
 */
export function readTable(file: string, path: string): Table {
  const { data, errors } = Papa.parse<string[]>(file.replace(/^\uFEFF/, ""), { skipEmptyLines: "greedy" });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) {
    throw refuseAbout("bad_request", path, "text_table", { line: (broken.row ?? 0) + 1, reason: broken.message });
  }
  const [columns = [], ...rows] = data;
  return { columns: columns.map((name) => name.trim()), rows };
}

/** Names under which texts usually lie. */
const USUAL = ["text", "message", "quote", "content", "body"];

/** The column that most likely holds the texts: one with a usual name, else the one with the longest cells. */
export function guessColumn({ columns, rows }: Table): string | undefined {
  const usual = USUAL.flatMap((name) => columns.filter((column) => column.toLowerCase() === name));
  if (usual[0] !== undefined) return usual[0];
  const lengths = columns.map((_, i) => rows.reduce((sum, row) => sum + (row[i]?.length ?? 0), 0));
  return columns[lengths.indexOf(Math.max(...lengths))];
}

/** The cells of a column. @throws Refusal `bad_request` if no column has that name */
export function cellsOf({ columns, rows }: Table, column: string, path: string): string[] {
  const index = columns.indexOf(column);
  if (index < 0) throw refuseAbout("bad_request", path, "text_column", { field: column, columns });
  return rows.map((row) => row[index] ?? "");
}
