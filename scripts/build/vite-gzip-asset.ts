import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const MARK = "?gzip-url";

/**
 * `import url from "file?gzip-url"`: the address of a gzipped copy of the file, which the importer unpacks itself. For
 * files over the 25 MiB that some static hosts allow. In development it is the file as it is.
 */
export function gzipAssetPlugin(): Plugin {
  let builds = false;
  return {
    name: "hostless-gzip-asset",
    enforce: "pre",
    configResolved(config) {
      builds = config.command === "build";
    },
    async resolveId(source, importer) {
      if (!source.endsWith(MARK)) return null;
      const file = await this.resolve(source.slice(0, -MARK.length), importer, { skipSelf: true });
      return file === null ? null : `${file.id}${builds ? MARK : "?url"}`;
    },
    load(id) {
      if (!id.endsWith(MARK)) return null;
      const file = id.slice(0, -MARK.length);
      const name = `${basename(file)}.gz`;
      const reference = this.emitFile({ type: "asset", name, source: gzipSync(readFileSync(file), { level: 6 }) });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
