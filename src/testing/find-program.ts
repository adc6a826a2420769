import { execFileSync } from "node:child_process";
import { canInstallOnDebian, installOnDebian } from "./install-on-debian.ts";

/**
 * Whether a program is on this machine, or can be installed: as root on Debian, whose package has its name.
 * @throws Error where it cannot, and CI is set: there nothing may fall out unnoticed
 */
export function findProgram(program: string): boolean {
  if (!isPresent(program) && canInstallOnDebian()) installOnDebian([program]);
  const found = isPresent(program);
  if (!found && process.env["CI"]) throw new Error(`${program} is not on this machine, and CI is set.`);
  return found;
}

function isPresent(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
