import type { NamedBytes } from "../contract/bytes.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import { filesOfModel } from "../contract/model-folder.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { readAdapterNote } from "../convert/read/adapter/adapter-note.ts";
import { checkNote } from "../convert/read/adapter/check-note.ts";
import { checkTokenizer } from "../convert/read/adapter/check-tokenizer.ts";
import { readApart } from "../convert/read/adapter/read-apart.ts";
import { readJson } from "../convert/read/json-file.ts";
import { parseConfig } from "../gpt2/config.ts";
import { filesOf } from "./file-bytes.ts";

/** An open model that an adapter is to lie beside. */
export interface Base {
  readonly pass: ForwardPass;
  readonly codec: TextCodec;
  readonly backend: string;
  /** Text of `config.json`. */
  readonly config: string;
  /** What tells its weights and tokenizer from all others, in each of its dtypes; empty where that is not known. */
  readonly ids: readonly string[];
  /** As its package or folder is called. */
  readonly name: string;
  /** On the Hub, where it is known. */
  readonly repo: string | undefined;
}

/** The files of an adapter's folder, of a Trainer's the newest. @throws Refusal `model_not_found`, `no_usable_files` */
export async function adapterFiles(folder: string): Promise<readonly NamedBytes[]> {
  return filesOfModel(await filesOf(folder), folder);
}

/**
 * Takes an adapter in beside the model's weights, not yet in use.
 * @returns its number in the pass's rack
 * @throws Refusal `unsupported_architecture` for what cannot be kept apart, `malformed_file`, `no_usable_files`
 */
export async function addAdapter(
  files: readonly NamedBytes[],
  folder: string,
  { pass, codec, backend, config, ids, name, repo }: Base,
): Promise<number> {
  if (pass.adapters === undefined)
    throw refuseAbout("unsupported_architecture", folder, "adapter_backend", { backend });
  const note = await readAdapterNote(files);
  if (note !== undefined) checkNote(note, { ids, name, repo }, folder);
  const shape = parseConfig(await readJson({ path: "config.json", bytes: new Blob([config]) }), "config.json");
  const terms = await readApart(files, { shape, ...(repo !== undefined && { repo }) });
  await checkTokenizer(files, { codec, config, rows: shape.vocab_size });
  return pass.adapters.add(terms);
}
