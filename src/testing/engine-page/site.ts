import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";
import { sharedConfig } from "../../../vite.shared.ts";
import { headersFile, securityHeaders } from "../../contract/security-headers.ts";
import { type StaticServerOptions, startStaticServer } from "../static-server.ts";
import type { FileMap } from "../tiny-package.ts";

/** The site's own headers, but the Hub of the tests lies on another port. */
const HEADERS = headersFile(securityHeaders({ connect: ["http://localhost:*"] }));

export interface SiteOptions {
  readonly intercept?: NonNullable<StaticServerOptions["intercept"]>;
  /** False for a host that sends no headers. */
  readonly headers?: boolean;
}

export interface EngineSite {
  /** Folder that is served. */
  readonly root: string;
  readonly url: string;
  /** Adds or replaces files, paths from the site's base. */
  write(files: FileMap): Promise<void>;
  close(): Promise<void>;
}

/** Once for all files of tests that run in this process. */
let built: Promise<string> | undefined;

async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "hostless-engine-page-"));
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    ...sharedConfig,
    configFile: false,
    logLevel: "error",
    root: import.meta.dirname,
    build: { ...sharedConfig.build, outDir, emptyOutDir: true },
  });
  return outDir;
}

/** Builds the page that has nothing but the engine, and serves it under a folder with a strict policy. */
export async function startEngineSite(files: FileMap, options: SiteOptions = {}): Promise<EngineSite> {
  const root = await mkdtemp(join(tmpdir(), "hostless-engine-"));
  built ??= buildPage();
  await cp(await built, root, { recursive: true });
  const write = async (more: FileMap) => {
    for (const [path, bytes] of Object.entries(more)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), bytes);
    }
  };
  await write({ ...files, _headers: new TextEncoder().encode(HEADERS) });
  const { close, url } = await startStaticServer({ root, base: "/a/b/", ...options });
  return {
    root,
    url,
    write,
    async close() {
      close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
