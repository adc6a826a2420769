import { createHash } from "node:crypto";
import { tinyPackage } from "../../testing/tiny-package.ts";
import type { PackageSource } from "../package-files.ts";

export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

/** These files as a package is read from. */
export function sourceOf(files: Files): PackageSource {
  return {
    read: async (path) => {
      const file = files[path];
      return file === undefined ? undefined : new Blob([file]);
    },
    sha256: async (content) =>
      createHash("sha256")
        .update(new Uint8Array(await content.arrayBuffer()))
        .digest("hex"),
  };
}

/** A package of random weights whose card names a licence. */
export async function licensedPackage(): Promise<Files> {
  return tinyFiles("license: mit");
}

/** A package of random weights without a licence. */
export async function unlicensedPackage(): Promise<Files> {
  return tinyFiles("# no licence");
}

async function tinyFiles(line: string): Promise<Files> {
  const readme = `---\n${line}\nx-own: kept # why\n---\n\n# Tiny\n\nWrites bytes.\n`;
  const files = await tinyPackage(["q8"], { readme });
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, Uint8Array.from(bytes)]));
}
