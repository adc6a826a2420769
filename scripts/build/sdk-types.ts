import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Plugin, rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { writeOutSchemas } from "./schema-types.ts";

/** The declarations of the SDK as one file that imports nothing: what `src/sdk/index.ts` exports, and what that mentions. */
export async function sdkTypes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "hostless-types-"));
  const tsc = "node_modules/typescript/bin/tsc";
  execFileSync(process.execPath, [tsc, "-p", "src/sdk/tsconfig.package.json", "--outDir", folder]);
  try {
    const bundle = await rollup({
      input: join(folder, "sdk/index.d.ts"),
      external: ["comlink", "valibot"],
      treeshake: { moduleSideEffects: "no-external" },
      plugins: [writtenOut, dts({ compilerOptions: { skipLibCheck: true } })],
      onwarn: ({ message }) => {
        throw new Error(`The SDK's types could not be bundled: ${message}`);
      },
    });
    const [{ code }] = (await bundle.generate({ format: "es" })).output;
    await bundle.close();
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Nobody should need the schema library to read the types. */
const writtenOut: Plugin = { name: "written-out", transform: (code) => ({ code: writeOutSchemas(code), map: null }) };
