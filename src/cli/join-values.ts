import { type CommandOption, UsageError } from "./command.ts";

/** A word that stands where a value should and can only be meant as an option: `--json`, `--top-p=0.9`, not `--- Title`. */
const OPTION = /^--[a-z][\w-]*(=.*)?$/is;

/**
 * A command line in which every option that takes a value has it behind an equals sign. Node's `parseArgs` refuses values
 * that begin with a dash (`--length-penalty -1`, `--prompt "- milk"`) where they stand alone.
 * @throws UsageError where an option follows instead of the value
 */
export function joinValues(args: readonly string[], options: readonly CommandOption[]): string[] {
  const takers = new Map(
    options.filter(({ value }) => value !== undefined).map((option) => [`--${option.name}`, option]),
  );
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    // What comes behind is no option, whatever it looks like.
    if (arg === "--") return [...joined, ...args.slice(i)];
    const next = args[i + 1];
    if (!takers.has(arg) || next === undefined) {
      joined.push(arg);
      continue;
    }
    if (OPTION.test(next)) throw missing(arg, takers.get(arg)?.value ?? "", next);
    joined.push(`${arg}=${next}`);
    i++;
  }
  return joined;
}

/** Whether help is asked for: by an option, not by a value or behind `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).includes("--help");
}

function missing(option: string, value: string, next: string): UsageError {
  return new UsageError(
    `${option}: ${value} is missing, the option ${next} follows. A value that begins so is given as ${option}=${next}.`,
  );
}
