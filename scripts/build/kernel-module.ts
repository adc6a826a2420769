import { writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";
import { SOURCES } from "./kernel-build.ts";

/** What {@link renderModule} makes of which entry, and the pages' code imports. */
export const MODULES = [
  { entry: "index", file: "src/kernel/kernel-module.ts", functions: "KernelFunctions", bind: "bindKernel" },
  { entry: "train", file: "src/kernel/training-module.ts", functions: "TrainingFunctions", bind: "bindTraining" },
] as const;
type Module = (typeof MODULES)[number];

const LINE_WIDTH = 120;
const OPTIONS = ["--runtime", "stub", "--noAssert", "--enable", "simd", "--bindings", "raw", "--use", "abort="];
const CONSTANTS = ["RELAXED=0", "SHARED=0", "CHECKED=0"].flatMap((value) => ["--use", value]);

/** How a result of WebAssembly becomes what its type means: addresses are unsigned, truth is 0 or 1. */
const BINDERS: Readonly<Record<string, string>> = { usize: "bindUnsigned", u32: "bindUnsigned", bool: "bindBoolean" };

/** Writes the files of {@link MODULES}. @throws Error with the compiler's messages */
export async function writeModules(): Promise<void> {
  for (const module of MODULES) writeFileSync(module.file, await renderModule(module));
}

/**
 * The kernel's exports as TypeScript, from what its compiler says of them: constants with their values, and functions with
 * their parameters. All variants export the same.
 * @throws Error with the compiler's messages
 */
export async function renderModule({ entry, functions: type, bind }: Module): Promise<string> {
  const { declarations, exports } = await compileKernel(entry);
  // What another entry has as well is described there.
  const known = entry === "index" ? [] : Object.keys((await compileKernel("index")).exports);
  const functions = [...declarations.matchAll(/^ {2}export function (\w+)\((.*)\): (\w+);$/gm)].filter(
    ([, name = ""]) => !known.includes(name),
  );
  const results = new Map(
    [...declarations.matchAll(/\/(\w+)\n(?: {3}\* @param .*\n)* {3}\* @returns `(\w+)`/g)].map(
      ([, name = "", type]) => [name, type ?? ""],
    ),
  );
  const binder = (name: string) => BINDERS[results.get(name) ?? ""] ?? "bindNumber";
  const used = [...new Set(functions.map(([, name = ""]) => binder(name)))].sort();
  return [
    `import { ${used.join(", ")} } from "./bind-export.ts";\n`,
    `// Generated from assembly/${entry}.ts by \`npm run build:kernel\`.\n`,
    ...renderConstants(Object.entries(exports).filter(([name]) => !known.includes(name))),
    "/** Addresses and counts of bytes are unsigned. */",
    `export interface ${type} {`,
    ...functions.map(([, name = "", parameters = "", result = ""]) => renderFunction(name, parameters, result)),
    "}\n",
    "/** @throws TypeError that names an export that is missing */",
    `export function ${bind}(exports: WebAssembly.Exports): ${type} {`,
    "  return {",
    ...functions.map(([, name = ""]) => `    ${name}: ${binder(name)}(exports, "${name}"),`),
    "  };",
    "}\n",
  ].join("\n");
}

/** As the formatter has it. */
function renderFunction(name: string, parameters: string, result: string): string {
  const line = `  ${name}(${parameters}): ${result};`;
  if (line.length <= LINE_WIDTH) return line;
  return `  ${name}(\n${parameters.replace(/(\w+: \w+)(?:, )?/g, "    $1,\n")}  ): ${result};`;
}

/** Constants that stand alone, and those of an enum as one object. */
function renderConstants(exports: readonly (readonly [string, WebAssembly.ExportValue])[]): string[] {
  const values = exports.flatMap(([name, value]) =>
    value instanceof WebAssembly.Global ? [[name, Number(value.value)] as const] : [],
  );
  const alone = values
    .filter(([name]) => !name.includes("."))
    .map(([name, value]) => `export const ${name} = ${value};`);
  const enums = new Map<string, string[]>();
  for (const [path, value] of values.filter(([name]) => name.includes("."))) {
    const [owner = "", name = ""] = path.split(".");
    enums.set(owner, [...(enums.get(owner) ?? []), `  ${name}: ${value},`]);
  }
  const objects = [...enums].map(([name, members]) => `export const ${name} = {\n${members.join("\n")}\n} as const;\n`);
  return [...alone, "", ...objects];
}

async function compileKernel(
  entry: string,
): Promise<{ readonly declarations: string; readonly exports: WebAssembly.Exports }> {
  const written = new Map<string, string | Uint8Array>();
  const writeFile = (name: string, contents: string | Uint8Array) => void written.set(name, contents);
  const args = [`${SOURCES}/${entry}.ts`, "--outFile", "kernel.wasm", ...OPTIONS, ...CONSTANTS];
  const { error, stderr } = await asc.main(args, { writeFile });
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  const [declarations, bytes] = [written.get("kernel.d.ts"), written.get("kernel.wasm")];
  if (typeof declarations !== "string" || !(bytes instanceof Uint8Array))
    throw new Error("The compiler wrote nothing.");
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes));
  return { declarations, exports: instance.exports };
}
