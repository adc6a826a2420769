import type { GenerationParameters, ParameterName } from "../../contract/parameters.ts";

/** The parameters with one of them changed, or left out where it has no value. */
export function withParameter(
  parameters: GenerationParameters,
  name: ParameterName,
  value: unknown,
): GenerationParameters {
  const { [name]: _before, ...others } = parameters;
  return value === undefined ? others : { ...others, [name]: value };
}
