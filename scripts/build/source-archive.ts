import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

const FOLDERS = ["bench", "e2e", "public", "scripts", "src", "training", ".github"];
/** Weights are beside the site anyway, and what is compiled is made of the rest. */
const LEFT_OUT = /^(?:public\/(?:models|screenshots)|src\/kernel\/build)\//;
/** Files beside the folders: settings, lock file, texts. */
const IN_ROOT = /^(?:[\w.-]+\.(?:json|ts|html|md|yaml)|LICENSE|\.npmrc|\.gitignore)$/;
/** The earliest moment that the format knows: the same sources give the same archive. */
const NO_TIME = new Date(1980, 0, 1);

/** The sources of the site as a zip: what a visitor of a site without a public repository can read and build. */
export function sourceArchive(): Uint8Array {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).replaceAll("\\", "/")),
  );
  const paths = [...readdirSync(".").filter((name) => IN_ROOT.test(name)), ...inFolders].sort();
  const files = paths.filter((path) => !LEFT_OUT.test(path)).map((path) => [path, readFileSync(path)] as const);
  return zipSync(Object.fromEntries(files), { level: 9, mtime: NO_TIME });
}
