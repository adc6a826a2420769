import { basename, resolve } from "node:path";
import { readDefaults } from "../../contract/model-defaults.ts";
import type { AdapterInfo } from "../../contract/model-info.ts";
import { describeInEnglish } from "../../contract/tell-in-english.ts";
import { adapterFiles, addAdapter, type Base } from "../add-adapter.ts";
import { type Io, type OptionValues, textsOf, UsageError } from "../command.ts";
import { generationOf } from "../open-model.ts";

/** An adapter as the command line names it. */
interface AdapterPlace {
  /** By which requests ask for it. */
  readonly name: string;
  readonly folder: string;
}

/**
 * What `--adapter` says each time, `DIR` or `NAME=DIR`; without a name it is the folder's.
 * @throws UsageError where two are of one name, or one of the model's
 */
export function adapterPlaces(values: OptionValues, model: string): readonly AdapterPlace[] {
  const taken = new Set([model]);
  return textsOf(values, "adapter").map((text) => {
    const [, given, rest] = /^([^=/\\]+)=(.*)$/s.exec(text) ?? [];
    const folder = rest ?? text;
    const name = given ?? basename(resolve(folder));
    if (folder === "") throw new UsageError(`--adapter ${text}: give the folder behind the name.`);
    if (taken.has(name)) throw new UsageError(`--adapter ${text}: ${name} is another one's name; give NAME=DIR.`);
    taken.add(name);
    return { name, folder };
  });
}

interface ServedAdapters {
  readonly infos: readonly AdapterInfo[];
  /** In the pass's rack, by their names. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Takes adapters in beside a model. @throws Refusal as their files deserve */
export async function addAdapters(places: readonly AdapterPlace[], base: Base, io: Io): Promise<ServedAdapters> {
  const numbers = new Map<string, number>();
  const infos: AdapterInfo[] = [];
  for (const { name, folder } of places) {
    const files = await adapterFiles(folder);
    numbers.set(name, await addAdapter(files, folder, base));
    const generation = await generationOf(files);
    if (generation === undefined) {
      infos.push({ name });
      continue;
    }
    const { parameters, notes } = readDefaults(generation, base.config, base.pass.vocabSize);
    for (const note of notes) io.stderr.write(`${name}: ${describeInEnglish(note)}\n`);
    infos.push({ name, defaults: parameters });
  }
  return { infos, numbers };
}
