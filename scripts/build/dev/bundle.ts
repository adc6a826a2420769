import { build, type Rolldown } from "vite";

/** What becomes one script. */
export interface BundleInput {
  /** Path of the first module, from the root. */
  readonly entry: string;
  readonly format: "es" | "iife";
  readonly define: Readonly<Record<string, string>>;
}

export interface Bundle {
  readonly code: string;
  /** Path of every file that went into it. */
  readonly files: readonly string[];
}

/**
 * Bundles in memory, without making it small.
 * @throws Error with the bundler's messages
 */
export async function bundle(root: string, { entry, format, define }: BundleInput): Promise<Bundle> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', ...define },
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry, formats: [format], name: "bundle", fileName: "bundle" },
    },
  });
  const chunk = [result].flat().flatMap(outputOf)[0];
  if (chunk?.type !== "chunk") throw new Error(`${entry}: the bundler wrote no script.`);
  return { code: chunk.code, files: chunk.moduleIds };
}

function outputOf(result: Rolldown.RolldownOutput | Rolldown.RolldownWatcher) {
  return "output" in result ? result.output : [];
}
