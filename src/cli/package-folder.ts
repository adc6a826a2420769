import { refuseAbout } from "../contract/refuse-file.ts";
import { readdirSync, rmdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { PackageFile } from "../convert/part-writer.ts";
import { diskFailure } from "./disk-failure.ts";
import { fileSizes } from "./folder-files.ts";

const MANIFEST = "manifest.json";
/** Replaced as a whole, so that no graph of an older package stays; what else is in the folder is the user's. */
const GRAPHS = "onnx";
/** Begins the names of temporary folders. A process that was killed may leave one behind. */
const PREFIX = ".hostless-";
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * A package on its way to a folder. Its files are in a temporary folder until all are there, so a conversion that fails or
 * is stopped leaves nothing behind, and a package that it should have replaced stays as it was.
 */
export class PackageFolder {
  /** Where the files are until {@link finish}. */
  readonly path: string;
  readonly #out: string;
  /** Holds all that is temporary. */
  readonly #holder: string;
  /** The topmost folder that did not exist before. */
  readonly #made: string | undefined;

  private constructor(holder: string, out: string, made: string | undefined) {
    this.#holder = holder;
    this.path = join(holder, "package");
    this.#out = out;
    this.#made = made;
  }

  /**
   * Makes the temporary folder: beside `out`, or inside where `out` exists already, which may be another file system's
   * root. Ctrl+C removes it.
   * @throws Refusal as {@link checkOut}, `storage` where nothing can be written
   */
  static async create(out: string, force: boolean): Promise<PackageFolder> {
    const exists = await checkOut(out, force);
    const target = resolve(out);
    const parent = exists ? target : dirname(target);
    return orRefuse(out, async () => {
      const made = await mkdir(parent, { recursive: true });
      const folder = new PackageFolder(await mkdtemp(join(parent, PREFIX)), target, made);
      // The temporary folder is the user's alone, as such folders are; the package may be read by a server.
      await mkdir(folder.path);
      for (const signal of SIGNALS) process.on(signal, folder.#stop);
      return folder;
    });
  }

  /** @throws Refusal `storage` */
  write({ path, bytes }: PackageFile): Promise<void> {
    return orRefuse(join(this.#out, path), async () => {
      const place = join(this.path, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, bytes);
    });
  }

  /** Puts the package in its place. @throws Refusal `storage`; the folder is then as it was before */
  async finish(): Promise<void> {
    const inside = dirname(this.#holder) === this.#out;
    await orRefuse(this.#out, () =>
      inside ? replaceEntries(this.path, this.#out, join(this.#holder, "replaced")) : rename(this.path, this.#out),
    );
    await rm(this.#holder, { recursive: true, force: true });
    this.#forget();
  }

  /** Removes what was written, and the folders that were made for it. */
  discard(): void {
    this.#remove();
    this.#forget();
  }

  readonly #stop = (signal: NodeJS.Signals) => {
    this.#remove();
    this.#forget();
    process.kill(process.pid, signal);
  };

  /** In one go, since a signal leaves no time for more. */
  #remove(): void {
    rmSync(this.#holder, { recursive: true, force: true });
    if (this.#made !== undefined) removeEmpty(dirname(this.#holder), this.#made);
  }

  #forget(): void {
    for (const signal of SIGNALS) process.off(signal, this.#stop);
  }
}

/**
 * Makes sure that a package may be written to the folder, and says whether it exists.
 * @throws Refusal `bad_request` where it is a file or holds anything, but with `force` a package
 */
async function checkOut(out: string, force: boolean): Promise<boolean> {
  const found = await stat(out).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory()) {
    throw refuseAbout("bad_request", out, "out_is_file", {});
  }
  const paths = [...(await fileSizes(out)).keys()].filter((path) => !path.startsWith(PREFIX));
  const isPackage = paths.includes(MANIFEST) && paths.some((path) => path.startsWith(`${GRAPHS}/`));
  if (paths.length === 0 || (force && isPackage)) return true;
  throw refuseAbout("bad_request", out, isPackage ? "out_is_package" : "out_not_empty", {});
}

/**
 * Moves what is in `from` to `to`, the manifest last, so that at no time a manifest vouches for files that are not there.
 * What it replaces waits in `aside`, and comes back where a step fails.
 */
async function replaceEntries(from: string, to: string, aside: string): Promise<void> {
  const fresh = (await readdir(from)).sort((a, b) => Number(a === MANIFEST) - Number(b === MANIFEST));
  const present = await readdir(to);
  const replaced = [...new Set([MANIFEST, GRAPHS, ...fresh])].filter((name) => present.includes(name));
  await mkdir(aside);
  const moves = [
    ...replaced.map((name) => [join(to, name), join(aside, name)] as const),
    ...fresh.map((name) => [join(from, name), join(to, name)] as const),
  ];
  const done: (typeof moves)[number][] = [];
  try {
    for (const move of moves) {
      await rename(...move);
      done.push(move);
    }
  } catch (error) {
    for (const [source, target] of done.reverse()) await rename(target, source);
    throw error;
  }
}

/** Removes `folder` and those above it up to `last`, as long as they are empty. */
function removeEmpty(folder: string, last: string): void {
  for (let place = folder; place.startsWith(last) && readdirSync(place).length === 0; place = dirname(place)) {
    rmdirSync(place);
  }
}

/** Does the work, and refuses `storage` in its place where the disk does. */
async function orRefuse<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(place, error);
  }
}
