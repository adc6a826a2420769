import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readAdapterFields } from "../contract/adapter-fields.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import { ADAPTER_CONFIG, BASE_FOLDER, filesOfModel } from "../contract/model-folder.ts";
import { quoted } from "../contract/quoted.ts";
import { findForm } from "../convert/read/forms.ts";
import { READ_LIMITS } from "../convert/read/limits.ts";
import { readText } from "../convert/read/read-range.ts";
import { hasWeights } from "../convert/read/weight-files.ts";
import { UsageError } from "./command.ts";
import { filesOf } from "./file-bytes.ts";

/**
 * The files of a checkpoint, and beside an adapter's those of its base: what `--base` names; the weights in the adapter's own folder;
 * the folder that `adapter_config.json` names; or one beside the adapter's with the last part of that name.
 * @throws UsageError where none of these is there, with the command to type
 */
export async function filesWithBase(folder: string, out: string, given?: string): Promise<readonly NamedBytes[]> {
  const files = await filesOf(folder);
  const model = filesOfModel(files, folder);
  const config = model.find(({ path }) => path === ADAPTER_CONFIG);
  if (config === undefined) {
    if (given === undefined) return files;
    throw new UsageError(`--base ${given}: there is no ${ADAPTER_CONFIG} in ${folder}.`);
  }
  const paths = model.map(({ path }) => path);
  const top = paths.filter((path) => !path.includes("/"));
  const isWhole = hasWeights(top) || findForm(top) !== undefined || paths.some((path) => path.startsWith(BASE_FOLDER));
  if (given === undefined && isWhole) return model;
  const name = readAdapterFields(await readText(config, READ_LIMITS.jsonBytes)).base_model_name_or_path ?? undefined;
  const base = given ?? [...placesOf(name, folder, config, files)].find(isFolder);
  if (base === undefined) throw withoutBase(folder, out, name);
  const own = model.filter(({ path }) => !path.startsWith(BASE_FOLDER));
  const found = filesOfModel(await filesOf(base), base);
  return [...own, ...found.map(({ path, bytes }) => ({ path: BASE_FOLDER + path, bytes }))];
}

/** Where a base may lie on this disk, the surest place first. */
function* placesOf(
  name: string | undefined,
  folder: string,
  config: NamedBytes,
  files: readonly NamedBytes[],
): Generator<string> {
  if (name === undefined) return;
  yield name;
  const place = files.find(({ bytes }) => bytes === config.bytes)?.path ?? ADAPTER_CONFIG;
  const last = basename(name.replaceAll("\\", "/"));
  if (last === "" || last === "." || last === "..") return;
  // A Trainer puts its checkpoints into a folder of their own.
  const start = resolve(folder);
  for (let at = resolve(start, dirname(place)); at.startsWith(start); at = dirname(at)) {
    if (at !== resolve(dirname(at), last)) yield join(dirname(at), last);
    if (at === dirname(at)) return;
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function withoutBase(folder: string, out: string, name: string | undefined): UsageError {
  const what = name === undefined ? "an adapter" : `an adapter for ${quoted(name)}`;
  return new UsageError(
    `${folder} holds ${what} without the weights it was trained on. Name their folder: hostless convert ${folder} --base DIR --out ${out}`,
  );
}
