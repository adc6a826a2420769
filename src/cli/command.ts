import { refuseAbout } from "../contract/refuse-file.ts";
import { readFile } from "node:fs/promises";
import type { ParseArgsConfig } from "node:util";

export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A subcommand of the program. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** The line after `Usage:`. */
  readonly usage: string;
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  run(values: OptionValues, positionals: readonly string[], io: Io): Promise<void>;
}

/** Where a command writes: what was asked for to `stdout`, everything else to `stderr`. `process` fits. */
export interface Io {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface CommandOption {
  /** Without the dashes. */
  readonly name: string;
  /** How the value is called in the help; without it the option is a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly help: string;
}

/** Wrong use of the command line, answered with exit code 2 and a way to the help. */
export class UsageError extends Error {}

export function parseConfig(options: readonly CommandOption[]): NonNullable<ParseArgsConfig["options"]> {
  const entries = options.map(({ name, value, multiple = false }) => {
    const type = value === undefined ? ("boolean" as const) : ("string" as const);
    return [name, { type, multiple }] as const;
  });
  return Object.fromEntries(entries);
}

/** The text of an option; undefined when it was not given. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

export function requiredText(values: OptionValues, name: string): string {
  const value = textOf(values, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

export function textsOf(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}

/** The one positional of a command that takes a folder. @throws UsageError */
export function requiredFolder(positionals: readonly string[]): string {
  const [folder, ...rest] = requiredFolders(positionals);
  refuseStray(rest, "one folder is taken");
  return folder;
}

/** The positionals of a command that takes one folder or more. @throws UsageError */
export function requiredFolders([folder, ...rest]: readonly string[]): readonly [string, ...string[]] {
  if (folder === undefined) throw new UsageError("The folder is missing.");
  return [folder, ...rest];
}

/** Refuses positionals. @param instead what is given where @throws UsageError */
export function refuseStray([stray]: readonly string[], instead: string): void {
  if (stray !== undefined) throw new UsageError(`${stray}: not expected here; ${instead}.`);
}

/** One of a list of words. @throws UsageError that lists them */
export function choice<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((known) => known === text);
  if (found === undefined) throw new UsageError(`--${name} ${text}: choose among ${choices.join(", ")}.`);
  return found;
}

/** The text of a file that the user named; `-` is the standard input. @throws Refusal `bad_request` */
export async function readUserFile(path: string): Promise<string> {
  return readFile(path === "-" ? "/dev/stdin" : path, "utf8").catch(() => {
    throw refuseAbout("bad_request", path, "unreadable_file", {});
  });
}
