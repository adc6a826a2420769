import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "hostless-"));
});
afterEach(() => rm(place, { recursive: true }));

describe("PackageFolder", () => {
  it("is removed when the program is interrupted", async () => {
    const module = JSON.stringify(new URL("package-folder.ts", import.meta.url).href);
    const script = `
      const { PackageFolder } = await import(${module});
      const folder = await PackageFolder.create(${JSON.stringify(join(place, "a", "package"))}, false);
      await folder.write({ path: "manifest.json", bytes: new Uint8Array(3) });
      process.stdout.write("written");
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    await once(child.stdout, "data");
    expect(await readdir(place)).not.toEqual([]);
    child.kill("SIGINT");
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGINT");
    expect(await readdir(place)).toEqual([]);
  });
});
