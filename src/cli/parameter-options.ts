import * as v from "valibot";
import { describeParameter, isParameterName } from "../contract/describe-parameter.ts";
import { kindOf, type ParameterKind, readBias, readNumbers } from "../contract/parameter-text.ts";
import { type GenerationParameters, generationParameters } from "../contract/parameters.ts";
import { type CommandOption, type OptionValues, UsageError } from "./command.ts";

const NAMES = Object.keys(generationParameters.entries).filter(isParameterName);
const kebab = (name: string) => name.replaceAll("_", "-");

const VALUES: Record<ParameterKind, Pick<CommandOption, "value" | "multiple">> = {
  flag: {},
  number: { value: "N" },
  word: { value: "true|false|never" },
  texts: { value: "TEXT", multiple: true },
  numbers: { value: "N[,N]" },
  runs: { value: "ID[,ID]", multiple: true },
  biases: { value: "ID[,ID]=BIAS", multiple: true },
};

/** A flag for each parameter, under its name in kebab-case. */
export const PARAMETER_OPTIONS: readonly CommandOption[] = NAMES.map((name) => ({
  name: kebab(name),
  help: describeParameter(name).text,
  ...VALUES[kindOf(name)],
}));

/**
 * The parameters that the flags give.
 * @throws UsageError that names the flag and what is wrong with its value
 */
export function parametersOf(values: OptionValues): GenerationParameters {
  const given: Record<string, unknown> = {};
  for (const name of NAMES) {
    const value = values[kebab(name)];
    if (value === undefined) continue;
    const parsed = v.safeParse(generationParameters.entries[name], valueFromText(kindOf(name), value));
    if (!parsed.success) throw new UsageError(`--${kebab(name)} ${String(value)}: ${parsed.issues[0].message}`);
    given[name] = parsed.output;
  }
  return v.parse(generationParameters, given);
}

/** What a flag's text means; texts that mean nothing stay, and the schema refuses them. */
function valueFromText(kind: ParameterKind, value: OptionValues[string]): unknown {
  if (Array.isArray(value) && kind === "runs") return value.map((text) => readNumbers(String(text)));
  if (Array.isArray(value) && kind === "biases") return value.map((text) => readBias(String(text)));
  if (typeof value !== "string") return value;
  if (kind === "numbers") return readNumbers(value);
  if (value === "true" || value === "false") return value === "true";
  return value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
}
