import Papa from "papaparse";
import { refuseAbout } from "../contract/refuse-file.ts";

/** A table of texts: a row of names, then rows with a cell for each. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What parts no cells: nobody writes it. */
const NO_DELIMITER = "\u001f";

/**
 * Reads CSV, whatever parts its cells: commas, semicolons, tabs or bars. Where the first row has one cell, nothing parts the others.
 * @throws Refusal `bad_request` with the line where a quote does not end as it must, or of a row with more cells than the first
 */
export function readTable(file: string, path: string): Table {
  const text = file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { delimiter } = Papa.parse<string[]>(text, { preview: 10, skipEmptyLines: "greedy" }).meta;
  const found = readRows(text, path, delimiter);
  const [head, ...rows] = found[0]?.cells.length === 1 ? readRows(text, path, NO_DELIMITER) : found;
  const columns = head?.cells ?? [];
  const long = rows.find(({ cells }) => cells.length > columns.length);
  if (long !== undefined) {
    const reason = `${long.cells.length} > ${columns.length}`;
    throw refuseAbout("bad_request", path, "text_table", { line: long.line, reason });
  }
  return { columns: columns.map((name) => name.trim()), rows: rows.map(({ cells }) => cells) };
}

/** Rows that are not empty, with the line on which each begins. */
function readRows(
  text: string,
  path: string,
  delimiter: string,
): { readonly cells: string[]; readonly line: number }[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  let next = 1;
  const rows = data.map((cells) => {
    const line = next;
    next += cells.join("").split("\n").length;
    return { cells, line };
  });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) {
    const { line = next } = rows[broken.row ?? rows.length] ?? {};
    throw refuseAbout("bad_request", path, "text_table", { line, reason: broken.message });
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
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
