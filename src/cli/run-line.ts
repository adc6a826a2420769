import { failureOf } from "../contract/outcome.ts";
import { tellInEnglish } from "../contract/tell-in-english.ts";
import { parseArgs } from "node:util";
import { type Command, type Io, parseConfig, UsageError } from "./command.ts";
import { card } from "./card.ts";
import { convert } from "./convert.ts";
import { evaluate } from "./evaluate.ts";
import { finetune } from "./finetune.ts";
import { generate } from "./generate.ts";
import { commandHelp, programHelp } from "./help.ts";
import { inspect } from "./inspect.ts";
import { asksForHelp, joinValues } from "./join-values.ts";
import { preview } from "./preview.ts";
import { publish } from "./publish.ts";
import { score } from "./score.ts";
import { site } from "./site.ts";
import { serve } from "./serve/serve.ts";

const COMMANDS: readonly Command[] = [
  convert,
  card,
  publish,
  site,
  preview,
  generate,
  evaluate,
  score,
  finetune,
  inspect,
  serve,
];

/** Runs a command line without the program's name; resolves with the exit code. */
export async function runLine(line: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = line;
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) {
    const asked = name === undefined || name === "--help" || name === "help";
    (asked ? io.stdout : io.stderr).write(
      asked ? programHelp(COMMANDS) : `Unknown command: ${name}\n\n${programHelp(COMMANDS)}`,
    );
    return asked ? 0 : 2;
  }
  if (asksForHelp(rest)) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  try {
    const { values, positionals } = parseLine(command, rest);
    await command.run(values, positionals, io);
    return 0;
  } catch (error) {
    return report(error, command, io);
  }
}

function parseLine(command: Command, args: string[]): Pick<ReturnType<typeof parseArgs>, "values" | "positionals"> {
  try {
    // `--no-do-sample` goes against a model whose own configuration samples.
    return parseArgs({
      args: joinValues(args, command.options),
      options: parseConfig(command.options),
      allowPositionals: true,
      allowNegative: true,
    });
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function report(error: unknown, command: Command, io: Io): number {
  if (error instanceof UsageError) {
    io.stderr.write(`${error.message}\nSee: hostless ${command.name} --help\n`);
    return 2;
  }
  const { message, hint } = tellInEnglish(failureOf(error));
  io.stderr.write(`Error: ${message}\n${hint === undefined ? "" : `${hint}\n`}`);
  return 1;
}
