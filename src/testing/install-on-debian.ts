import { type ExecFileSyncOptions, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether packages can be installed here: as root on Debian or what is made of it. */
export function canInstallOnDebian(): boolean {
  return existsSync("/etc/debian_version") && process.getuid?.() === 0;
}

/**
 * Installs packages by apt-get.
 * @throws Error that names the packages, and what to do where there is no network or mirror
 */
export function installOnDebian(packages: readonly string[]): void {
  const names = packages.join(" ");
  console.error(`Installing Debian's ${names} …`);
  const options: ExecFileSyncOptions = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  try {
    execFileSync("apt-get", ["update"], options);
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
  } catch {
    throw new Error(
      `apt-get could not install ${names}; what it said stands above. Without a network or a mirror, install them beforehand.`,
    );
  }
}
