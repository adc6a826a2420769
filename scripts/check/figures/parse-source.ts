import { parseSync, Visitor } from "vite";
import type { SourceFile } from "./source-files.ts";

/** What is counted of a file. */
export interface Parsed {
  readonly path: string;
  readonly room: string;
  readonly lines: number;
  /** Lines of each function that has a body in braces. */
  readonly functions: readonly MeasuredFunction[];
  readonly exports: number;
  /** Module specifiers of `import` and `export … from`, but of those that bring types alone. */
  readonly imports: readonly string[];
  /** `x as T` and `<T>x`, but not `as const`; none of AssemblyScript, whose casts are conversions. */
  readonly casts: number;
  readonly anys: number;
}

export interface MeasuredFunction {
  /** `path:line` of its first line. */
  readonly place: string;
  readonly lines: number;
}

/**
 * Parses a file with the parser that Vite has: the compiler's own interface is declared unstable in TypeScript 7.
 * @throws Error that names the file when it cannot be parsed
 */
export function parseSource({ path, room, text }: SourceFile): Parsed {
  // Decorators of functions are AssemblyScript's.
  const plain = text.replace(/^@\w+$/gm, "");
  const { program, module, errors } = parseSync(path, plain);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lineAt = (offset: number) => plain.slice(0, offset).split("\n").length;
  const functions: MeasuredFunction[] = [];
  let [casts, anys] = [0, 0];
  const measure = ({ start, end, body }: Spanned) => {
    if (body?.type !== "BlockStatement" && body?.type !== "FunctionBody") return;
    functions.push({ place: `${path}:${lineAt(start)}`, lines: lineAt(end) - lineAt(start) + 1 });
  };
  const countCast = ({ start, end }: { readonly start: number; readonly end: number }) => {
    if (!/\bas\s+const$/.test(plain.slice(start, end))) casts++;
  };
  const countAny = () => {
    anys++;
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    TSAsExpression: countCast,
    TSTypeAssertion: countCast,
    TSAnyKeyword: countAny,
  }).visit(program);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const used = module.staticImports.filter(({ entries }) => entries.length === 0 || entries.some((one) => !one.isType));
  const passedOn = exported.flatMap(({ moduleRequest, isType }) => (isType || !moduleRequest ? [] : [moduleRequest]));
  const imports = [...used.map(({ moduleRequest }) => moduleRequest), ...passedOn].map(({ value }) => value);
  const lines = text.split("\n").length - 1;
  if (path.includes("/assembly/")) casts = 0;
  return { path, room, lines, functions, exports: exported.length, imports, casts, anys };
}

interface Spanned {
  readonly start: number;
  readonly end: number;
  readonly body: { readonly type: string } | null;
}
