import { builtinModules } from "node:module";
import { parseSync, Visitor } from "vite";

/** What `package.json` of this project says, as far as the packed program needs it. */
export interface ProjectPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Asked for in development alone. */
const NEVER = new Set(["tsx"]);

/**
 * The packages that built code imports, with the versions that this project has of them.
 * @param resolved those that it finds by their files
 * @throws Error for one that is not among the dependencies: it would be missing where only those are installed
 */
export function runtimeDependencies(
  code: readonly string[],
  { dependencies }: Pick<ProjectPackage, "dependencies">,
  resolved: readonly string[] = [],
): Readonly<Record<string, string>> {
  const names = new Set([...code.flatMap(packagesIn), ...resolved]);
  const wanted = [...names].filter(
    (name) => !name.startsWith("node:") && !builtinModules.includes(name) && !NEVER.has(name),
  );
  return Object.fromEntries(
    wanted.sort().map((name) => {
      const version = dependencies[name];
      if (version === undefined) throw new Error(`The program imports ${name}, which is not among the dependencies.`);
      return [name, version];
    }),
  );
}

/** The SDK in the packed program: `import { connect } from "hostless"` is the module that `dist-sdk/` has as a package of its own. */
const SDK = { ".": { types: "./dist-sdk/sdk.d.ts", default: "./dist-sdk/sdk.js" }, "./package.json": "./package.json" };

/** `package.json` of the packed program: what it needs to run, and nothing that builds or tests it. */
export function packedManifest(project: ProjectPackage, dependencies: Readonly<Record<string, string>>) {
  const { name, version, description, license, engines, bin } = project;
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines,
    bin,
    exports: SDK,
    types: SDK["."].types,
    files: ["dist-cli", "dist-sdk", "dist"],
    dependencies,
  };
}

/** Names of the packages that a module imports; its own files have a path. */
function packagesIn(code: string): string[] {
  const found: string[] = [];
  const note = (source: unknown) => {
    const name = typeof source === "object" && source !== null && "value" in source ? String(source.value) : "";
    if (/^(?:@|[a-z])/.test(name))
      found.push(
        name
          .split("/")
          .slice(0, name.startsWith("@") ? 2 : 1)
          .join("/"),
      );
  };
  new Visitor({
    ImportDeclaration({ source }) {
      note(source);
    },
    ExportNamedDeclaration({ source }) {
      note(source);
    },
    ExportAllDeclaration({ source }) {
      note(source);
    },
    ImportExpression({ source }) {
      note(source);
    },
  }).visit(parseSync("program.js", code).program);
  return found;
}
