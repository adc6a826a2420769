/** What sets the number of heads. */
export const HPARAMS = "hparams.json";
/** Names the checkpoint to go on with. */
export const STATE = "checkpoint";
const INDEX = ".index";

/** The checkpoints among these names, by what their files begin with, the one of the last step first. */
export function findPrefixes(names: readonly string[]): readonly string[] {
  const prefixes = names.filter((name) => name.endsWith(INDEX)).map((name) => name.slice(0, -INDEX.length));
  return prefixes.sort((a, b) => stepOf(b) - stepOf(a));
}

/** The files of a checkpoint's tensors. */
export function findShards(names: readonly string[], prefix: string): readonly string[] {
  return names.filter((name) => name.startsWith(`${prefix}.data-`)).sort();
}

/** A checkpoint of TensorFlow, as OpenAI and gpt-2-simple save GPT-2: the newest of several, and what says its sizes. */
export function chooseTensorflow(names: readonly string[]): readonly string[] {
  const [newest] = findPrefixes(names);
  if (newest === undefined || !(names.includes(HPARAMS) || names.includes("config.json"))) return [];
  const beside = names.filter((name) => name === HPARAMS || name === STATE);
  return [`${newest}${INDEX}`, ...findShards(names, newest), ...beside];
}

function stepOf(prefix: string): number {
  return Number(/-(\d{1,15})$/.exec(prefix)?.[1] ?? -1);
}
