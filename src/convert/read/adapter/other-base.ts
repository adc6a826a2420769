/** Names that the Hub has moved. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ...["gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"].map((name) => [name, `openai-community/${name}`] as const),
  ["distilgpt2", "distilbert/distilgpt2"],
]);

/**
 * Whether the base that an adapter names is certainly not the model's repository. The folders that trainers name instead tell
 * nothing, nor does a bare name that the Hub never had.
 * @param base `base_model_name_or_path` @param repo of the Hub
 */
export function isOtherBase(base: string, repo: string): boolean {
  return /^[\w-][\w.-]*\/[\w.-]+$/.test(MOVED.get(base) ?? base) && !isThatBase(base, repo);
}

/** Whether it is the model of this name or repository. */
export function isThatBase(base: string, name: string): boolean {
  return (MOVED.get(base) ?? base).toLowerCase() === (MOVED.get(name) ?? name).toLowerCase();
}
