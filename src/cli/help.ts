import type { Command } from "./command.ts";

export function programHelp(commands: readonly Command[]): string {
  return [
    "Hostless: small fine-tuned GPT-2 models, converted and run without Python.",
    "",
    "Usage: hostless COMMAND [options]",
    "",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "hostless COMMAND --help shows the options of a command, with examples.",
    "Exit codes: 0 done, 1 refused or failed, 2 wrong use.",
    "",
  ].join("\n");
}

export function commandHelp({ summary, usage, options, examples }: Command): string {
  const flags = options.map(({ name, value, help }): [string, string] => [
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    help,
  ]);
  const lines = [summary, "", `Usage: hostless ${usage}`, "", "Options:", ...columns(flags), "", "Examples:"];
  return [...lines, ...examples.map((example) => `  ${example}`), ""].join("\n");
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`);
}
