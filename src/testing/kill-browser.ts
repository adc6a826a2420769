import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Kills the browser that runs on a profile, as a crash or the system would, and makes the profile usable again. */
export async function killBrowser(profile: string): Promise<void> {
  for (const pid of browsersOn(profile)) process.kill(pid, "SIGKILL");
  while (browsersOn(profile).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const name of readdirSync(profile).filter((each) => each.startsWith("Singleton"))) {
    rmSync(join(profile, name), { force: true });
  }
}

/** Processes with the profile on their command line; only Linux has this list as files. */
function browsersOn(profile: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).includes(`--user-data-dir=${profile}`));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
