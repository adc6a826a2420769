import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * What a thread runs to be the program. In a checkout that is TypeScript, which threads do not take by themselves.
 * @param entry a path
 */
export function programIn(entry: string): string {
  const program = `import(${JSON.stringify(pathToFileURL(entry).href)})`;
  return entry.endsWith(".ts") ? `import("tsx/esm/api").then(({ register }) => (register(), ${program}))` : program;
}

/** The program's own file: built, all of it is one; in a checkout it stands beside this one. */
export function ownProgram(): string {
  const own = fileURLToPath(import.meta.url);
  return own.endsWith(".ts") ? fileURLToPath(new URL("./main.ts", import.meta.url)) : own;
}
