import { randomUUID } from "node:crypto";
import { readdir, rename, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** A part that nobody has written to for so long is left over, wherever its writer ran. */
const LEFT_OVER_MS = 600_000;

/**
 * The file that this process downloads into until `place` has it whole: what an ended one left of the same file, else a new one. No two
 * downloads write to one.
 */
export async function ownPart(place: string): Promise<string> {
  const folder = dirname(place);
  const own = `${basename(place)}.${hostname()}-${process.pid}-${randomUUID()}.part`;
  for (const name of await readdir(folder)) {
    // Of two that take it over one is first, and the other finds nothing.
    if (await isLeftOver(join(folder, name), basename(place))) {
      if (await moved(join(folder, name), join(folder, own))) break;
    }
  }
  return join(folder, own);
}

async function isLeftOver(path: string, of: string): Promise<boolean> {
  const name = basename(path);
  if (!name.startsWith(`${of}.`)) return false;
  const [, host, pid] = /^\.(.+)-(\d+)-[\da-f-]{36}\.part$/.exec(name.slice(of.length)) ?? [];
  if (host === undefined) return false;
  if (host === hostname() && !isRunning(Number(pid))) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > LEFT_OVER_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    () => false,
  );
}
