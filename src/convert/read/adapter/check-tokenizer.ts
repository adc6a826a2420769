import type { TextCodec } from "../../../contract/forward-pass.ts";
import { ADAPTER_CONFIG } from "../../../contract/model-folder.ts";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuseAbout } from "../../../contract/refuse-file.ts";
import { holdsVocabulary, isTokenizerFile } from "../../../contract/tokenizer-files.ts";
import { SAMPLE_TEXT } from "../../evaluate/sample-text.ts";
import { openReadyTokenizer } from "../ready-tokenizer.ts";

/** The base's tokenizer, and what the adapter's is read with. */
interface BaseTokenizer {
  readonly codec: TextCodec;
  /** Text of the base's `config.json`. */
  readonly config: string;
  /** Of the embedding. */
  readonly rows: number;
}

/**
 * Compares the tokenizer that lies beside an adapter with its base's, where there is one: the tokens of every id, and the ids of a
 * text. An adapter kept apart is read with the base's.
 * @throws Refusal `unsupported_architecture` for another one, and those of the tokenizer's reader
 */
export async function checkTokenizer(files: readonly NamedBytes[], base: BaseTokenizer): Promise<void> {
  const own = files.filter(({ path }) => isTokenizerFile(path));
  if (!own.some(({ path }) => holdsVocabulary(path))) return;
  const { codec } = await openReadyTokenizer(new Map(own.map((file) => [file.path, file])), base.config, base.rows);
  if (isSame(codec, base)) return;
  const [path = ADAPTER_CONFIG] = own.map((file) => file.path).filter(holdsVocabulary);
  throw refuseAbout("unsupported_architecture", path, "adapter_tokenizer", {});
}

function isSame(codec: TextCodec, { codec: base, rows }: BaseTokenizer): boolean {
  const around = ({ prefix = [], suffix = [] }: TextCodec) => JSON.stringify([prefix, suffix]);
  if (around(codec) !== around(base)) return false;
  if (codec.encode(SAMPLE_TEXT).join() !== base.encode(SAMPLE_TEXT).join()) return false;
  for (let id = 0; id < rows; id++) if (codec.describe(id).text !== base.describe(id).text) return false;
  return true;
}
