import { parseSync, type Plugin, Visitor } from "vite";

const WITNESS = "/scripts/check/prompt-way/witness.ts";

/** What is written into a file, and where. */
interface Insert {
  readonly at: number;
  readonly text: string;
}

/** Has every function of `src/` that ships tell the witness its file, its name, and what it was given under which names. */
export function instrument(root: string): Plugin {
  const source = `${root}/src/`;
  return {
    name: "instrument",
    enforce: "pre",
    transform(code, id) {
      const [path = ""] = id.split("?");
      const ships = path.startsWith(source) && !/\/testing\/|\/build\/|_pb\.ts$/.test(path);
      return ships ? instrumentCode(code, path.slice(source.length)) : null;
    },
  };
}

interface FunctionNode {
  readonly id?: { readonly name: string } | null;
  readonly params: readonly unknown[];
  readonly body: { readonly type: string; readonly start: number; readonly end: number } | null;
}

function instrumentCode(code: string, file: string): string {
  const inserts: Insert[] = [];
  const visit = ({ id, params, body }: FunctionNode) => {
    const names = params.flatMap(namesIn);
    if (names.length === 0 || body === null) return;
    const call = `__witness(${JSON.stringify(file)}, ${JSON.stringify(id?.name ?? "")}, { ${names.join(", ")} })`;
    if (/^(?:BlockStatement|FunctionBody)$/.test(body.type)) inserts.push({ at: body.start + 1, text: `${call};` });
    else inserts.push({ at: body.start, text: `(${call}, ` }, { at: body.end, text: ")" });
  };
  const { program } = parseSync(file, code);
  new Visitor({ FunctionDeclaration: visit, FunctionExpression: visit, ArrowFunctionExpression: visit }).visit(program);
  const changed = inserts
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), code);
  return `import { witness as __witness } from "${WITNESS}";${changed}`;
}

/** Parts of a pattern, as a parser has them, in which names are bound. */
const BINDING = new Set(["left", "argument", "elements", "properties", "value", "parameter"]);

/** The names that a parameter binds, those of patterns, too. */
function namesIn(pattern: unknown): string[] {
  if (Array.isArray(pattern)) return pattern.flatMap(namesIn);
  if (typeof pattern !== "object" || pattern === null || !("type" in pattern)) return [];
  if (pattern.type === "Identifier" && "name" in pattern) return pattern.name === "this" ? [] : [`${pattern.name}`];
  return Object.entries(pattern).flatMap(([key, part]) => (BINDING.has(key) ? namesIn(part) : []));
}
