import type { NamedBytes } from "./bytes.ts";
import { isIn, filesIn, foldersOf, atTop, nameOf, commonFolder } from "./folders.ts";
import { refuse } from "./outcome.ts";
import { holdsVocabulary, isTokenizerFile } from "./tokenizer-files.ts";
import { isForeignModel, isWeights } from "./without-config.ts";

/** Where PEFT says what an adapter belongs to. */
export const ADAPTER_CONFIG = "adapter_config.json";
/** Where whoever brings an adapter's base puts its files, beside the adapter's. */
export const BASE_FOLDER = "base/";

/** Files at the top of a model, whatever its form. */
const MARKS = new Set(["config.json", ADAPTER_CONFIG]);
/** A Trainer's folders, numbered by its steps. */
const CHECKPOINT = /(?:^|\/)checkpoint-(\d+)\/$/;
/** A run of gpt-2-simple, which keeps OpenAI's own weights in `models/` beside `checkpoint/`. */
const RUN = /(?:^|\/)checkpoint\/[^/]+\/$/;
/** Folders that a message names. */
const NAMED = 5;

/**
 * The files of the one model among these, by the paths that they have from its folder: the highest one with weights, since
 * checkpoints may lie below; of a Trainer's checkpoints the newest. Picked and zipped folders put their own name, and others,
 * before every path. A tokenizer that lies above the model or in a folder of its own is brought along. All files where there
 * is no model. An adapter outside the only model is one for that model, whose files come under {@link BASE_FOLDER}.
 * @param paths of all files
 * @param from what they are a part of, for the message
 * @throws Refusal `no_usable_files` where several models are equally high
 */
export function arrangeModel(paths: readonly string[], from: string): ReadonlyMap<string, string> {
  const { folder: adapter, base } = findAdapter(paths) ?? {};
  if (adapter === undefined || base === undefined) return arrangeOne(paths, from);
  const others = paths.filter((path) => !path.startsWith(base));
  const inside = paths.filter((path) => path.startsWith(base)).map((path) => path.slice(base.length));
  return new Map([
    ...arrangeIn(adapter, others),
    ...[...arrangeOne(inside, from)].map(([path, old]) => [BASE_FOLDER + path, base + old] as const),
  ]);
}

function arrangeOne(paths: readonly string[], from: string): ReadonlyMap<string, string> {
  return arrangeIn(findModelFolder(paths, from) ?? commonFolder(paths), paths);
}

/** The files of a folder, with a tokenizer from elsewhere where it has none. */
function arrangeIn(folder: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const own = paths.filter((path) => path.startsWith(folder)).map((path) => [path.slice(folder.length), path] as const);
  if (own.some(([name]) => holdsVocabulary(name))) return new Map(own);
  const beside = findTokenizerFolder(paths, folder);
  const tokenizer = beside === undefined ? [] : filesIn(paths, beside).filter(isTokenizerFile);
  return new Map([...tokenizer.map((name) => [name, beside + name] as const), ...own]);
}

/** The files of {@link arrangeModel}. @throws Refusal as it does */
export function filesOfModel(files: readonly NamedBytes[], from: string): readonly NamedBytes[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const arranged = arrangeModel([...byPath.keys()], from);
  return [...arranged].flatMap(([path, old]) => {
    const file = byPath.get(old);
    return file ? [{ path, bytes: file.bytes }] : [];
  });
}

/**
 * The folder of {@link arrangeModel}, with its slash.
 * @returns `undefined` where none is a model's
 */
export function findModelFolder(paths: readonly string[], from: string): string | undefined {
  const adapter = findAdapter(paths);
  if (adapter !== undefined) return adapter.folder;
  const marked = foldersOf(paths.filter((path) => MARKS.has(nameOf(path))));
  const whole = marked.filter((folder) => holdsWeights(paths, folder));
  const foreign = marked.length > 0 ? [] : foldersOf(paths.filter(isForeignModel));
  const highest = atTop(whole.length > 0 ? whole : [...marked, ...foreign]);
  if (highest.length < 2) return highest[0];
  const newest = newestOf(highest);
  if (newest !== undefined) return newest;
  const [run, ...others] = highest.filter((folder) => RUN.test(folder));
  if (run !== undefined && others.length === 0 && marked.length === 0) return run;
  const names = highest.slice(0, NAMED).map((folder) => folder.slice(0, -1));
  throw refuse("no_usable_files", "several_models", { from, count: highest.length, names }, { subject: from });
}

/** An adapter and the weights that it was trained on, each in a folder of its own. */
function findAdapter(paths: readonly string[]): { readonly folder: string; readonly base: string } | undefined {
  const isBrought = (folder: string) => paths.some((path) => path.startsWith(folder + BASE_FOLDER));
  const models = foldersOf(paths.filter((path) => nameOf(path) === "config.json")).filter((folder) =>
    paths.some((path) => isIn(folder, path) && isModelFile(nameOf(path)) && !nameOf(path).startsWith("adapter_")),
  );
  const adapters = foldersOf(paths.filter((path) => nameOf(path) === ADAPTER_CONFIG)).filter(
    (folder) => isBrought(folder) || !models.some((model) => folder.startsWith(model)),
  );
  const highest = atTop(adapters);
  const folder = highest.length > 1 ? newestOf(highest) : highest[0];
  if (folder === undefined) return undefined;
  if (isBrought(folder)) return { folder, base: folder + BASE_FOLDER };
  const [base, ...others] = atTop(models);
  return base === undefined || others.length > 0 ? undefined : { folder, base };
}

function holdsWeights(paths: readonly string[], folder: string): boolean {
  return paths.some((path) => {
    if (!path.startsWith(folder)) return false;
    const rest = path.slice(folder.length);
    return rest.includes("/") ? /^onnx\/[^/]+\.onnx$/.test(rest) : isModelFile(rest);
  });
}

function isModelFile(name: string): boolean {
  return isWeights(name) || isForeignModel(name) || name.endsWith(".onnx") || name === ADAPTER_CONFIG;
}

/** The newest of folders that all are checkpoints of one training. */
function newestOf(folders: readonly string[]): string | undefined {
  const steps = folders.map((folder) => Number(CHECKPOINT.exec(folder)?.[1] ?? Number.NaN));
  const parents = new Set(folders.map((folder) => folder.replace(CHECKPOINT, "/")));
  return parents.size === 1 && steps.every(Number.isFinite) ? folders[steps.indexOf(Math.max(...steps))] : undefined;
}

/** A folder above the model's that has a tokenizer, the nearest; else the only one that has, or the only one named after it. */
function findTokenizerFolder(paths: readonly string[], folder: string): string | undefined {
  const found = foldersOf(paths.filter((path) => holdsVocabulary(nameOf(path))));
  const above = found.filter((one) => folder.startsWith(one)).sort((a, b) => b.length - a.length);
  const named = found.filter((one) => /tokenizer[^/]*\/$/i.test(one));
  return above[0] ?? (found.length === 1 ? found[0] : named.length === 1 ? named[0] : undefined);
}
