import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { modelManifest } from "../contract/manifest.ts";
import { type StaticServerOptions, startStaticServer } from "./static-server.ts";

/** The smaller model that comes with the site: it is quick, and changes less often than the one that visitors get. */
const FIXTURE = "public/models/quotes-small";

export interface TestSite {
  readonly url: string;
  /** Folder whose files take precedence over those of the built site. */
  readonly overlay: string;
  close(): Promise<void>;
}

/**
 * Puts the small model in the place of the site's own, under its name, so that no test hangs on the default's texts, and
 * none on how fast a line is.
 */
async function putTestModel(folder: string): Promise<void> {
  const place = join(folder, "models/quotes");
  await cp(FIXTURE, place, { recursive: true });
  const card = (await readFile(join(place, "README.md"), "utf8")).replace("# quotes-small", "# quotes");
  await writeFile(join(place, "README.md"), card);
  const path = join(place, "manifest.json");
  const manifest = v.parse(modelManifest, JSON.parse(await readFile(path, "utf8")));
  const sha256 = createHash("sha256").update(card).digest("hex");
  const files = manifest.files.map((file) =>
    file.path === "README.md" ? { ...file, size: Buffer.byteLength(card), sha256 } : file,
  );
  await writeFile(path, JSON.stringify({ ...manifest, name: "quotes", files }));
}

/** The built site with the small model as its own. An `overlay` that is given is taken over, and removed at the end. */
export async function startTestSite(options: Partial<StaticServerOptions> = {}): Promise<TestSite> {
  const overlay = options.overlay ?? (await mkdtemp(join(tmpdir(), "hostless-site-")));
  await putTestModel(overlay);
  const { close, url } = await startStaticServer({ root: "dist", ...options, overlay });
  return {
    url,
    overlay,
    async close() {
      close();
      await rm(overlay, { recursive: true, force: true });
    },
  };
}
