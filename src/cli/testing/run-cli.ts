import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runLine } from "../run-line.ts";

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, its output piped. */
export function runCli(...line: string[]): Promise<CliRun> {
  return runOn(false, line);
}

/** The same on a terminal. */
export function runOnTerminal(...line: string[]): Promise<CliRun> {
  return runOn(true, line);
}

async function runOn(isTTY: boolean, line: readonly string[]): Promise<CliRun> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runLine(line, {
    stdout: { isTTY, write: (text) => out.push(text) },
    stderr: { isTTY, write: (text) => err.push(text) },
  });
  return { code, out: out.join(""), err: err.join("") };
}

/** A new folder with these files. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-"));
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
  return folder;
}

/** Converts a checkpoint to fp32; answers the package's folder and what was said. */
export async function convertFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await folderOf(files);
  const model = join(folder, "package");
  const { code, out, err } = await runCli("convert", folder, "--out", model, "--dtypes", "fp32");
  return { model, code, out, err };
}
