import { readAdapterFields } from "../contract/adapter-fields.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import { ADAPTER_CONFIG, filesOfModel } from "../contract/model-folder.ts";
import type { StoredSource } from "../contract/model-source.ts";
import { failureOf } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { ADAPTER_FILES } from "../convert/read/adapter.ts";
import { readAdapterNote } from "../convert/read/adapter/adapter-note.ts";
import { checkNote } from "../convert/read/adapter/check-note.ts";
import { checkTokenizer } from "../convert/read/adapter/check-tokenizer.ts";
import { isThatBase } from "../convert/read/adapter/other-base.ts";
import { readApart } from "../convert/read/adapter/read-apart.ts";
import { readJson } from "../convert/read/json-file.ts";
import { READ_LIMITS } from "../convert/read/limits.ts";
import { readText } from "../convert/read/read-range.ts";
import { parseConfig } from "../gpt2/config.ts";
import { digestOfTerms } from "../store/adapter-digest.ts";

/** The model that an adapter is to lie beside. */
export interface BesideBase {
  readonly name: string;
  /** By which it is opened again. */
  readonly source?: StoredSource;
  readonly codec: TextCodec;
  /** Text of `config.json`. */
  readonly config: string;
  /** On the Hub, where it is known. */
  readonly repo?: string;
  /** What tells its weights and tokenizer from all others, in each of its dtypes; empty where that is not known. */
  readonly ids: readonly string[];
}

/** An adapter that fits. */
export interface ReadAdapter {
  readonly terms: readonly LowRankTerm[];
  /** SHA-256 of the terms: of equal ones the same, whatever form they are saved in. */
  readonly digest: string;
  /** Its own settings, where it has some. */
  readonly defaults?: GenerationParameters;
  /** False where nothing says which model it was trained on. */
  readonly isBaseNamed: boolean;
  /** Those of its files that are of use from now on. */
  readonly files: readonly NamedBytes[];
}

/** What is wrong with a file that belongs to a model of another shape. */
const MISFITS: ReadonlySet<string> = new Set(["tensor_shape", "stray_tensor", "adapter_rank"]);

/**
 * Reads an adapter's files for a model that it is to be kept apart from.
 * @param from what the files are a part of, for messages
 * @throws Refusal `unsupported_architecture` for another model's and for what cannot be kept apart, `malformed_file`, `no_usable_files`
 */
export async function readBeside(given: readonly NamedBytes[], from: string, base: BesideBase): Promise<ReadAdapter> {
  const files = filesOfModel(given, from);
  const isBaseNamed = await isOfBase(files, base);
  const shape = parseConfig(await readJson(asFile("config.json", base.config)), "config.json");
  const repo = base.repo === undefined ? {} : { repo: base.repo };
  const terms = await readApart(files, { shape, ...repo }).catch((error) => {
    const why = failureOf(error);
    if (isBaseNamed || !MISFITS.has(why.detail)) throw error;
    throw refuseAbout("unsupported_architecture", ADAPTER_CONFIG, "adapter_unfit", { model: base.name, why });
  });
  await checkTokenizer(files, { codec: base.codec, config: base.config, rows: shape.vocab_size });
  const generation = files.find(({ path }) => path === "generation_config.json");
  const defaults = generation && (await readText(generation, READ_LIMITS.jsonBytes));
  return {
    terms,
    digest: await digestOfTerms(terms),
    ...(defaults !== undefined && { defaults: readDefaults(defaults, base.config, shape.vocab_size).parameters }),
    isBaseNamed,
    files: usedFiles(files),
  };
}

/**
 * Whether the files name this very model; they may name none.
 * @throws Refusal `unsupported_architecture` where they name another one, or another state of it
 */
async function isOfBase(files: readonly NamedBytes[], { ids, name, repo }: BesideBase): Promise<boolean> {
  const note = await readAdapterNote(files);
  if (note !== undefined) {
    checkNote(note, { ids, name, repo }, ADAPTER_CONFIG);
    return true;
  }
  const config = files.find(({ path }) => path === ADAPTER_CONFIG);
  const said = config && readAdapterFields(await readText(config, READ_LIMITS.jsonBytes)).base_model_name_or_path;
  return [name, repo].some((one) => said && one !== undefined && isThatBase(said, one));
}

function usedFiles(files: readonly NamedBytes[]): readonly NamedBytes[] {
  const weights = ADAPTER_FILES.find((name) => files.some(({ path }) => path === name));
  const used = [ADAPTER_CONFIG, "generation_config.json", weights];
  return files.filter(({ path }) => used.includes(path));
}

function asFile(path: string, text: string): NamedBytes {
  return { path, bytes: new Blob([text]) };
}
