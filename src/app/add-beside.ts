import { adapterOf } from "../contract/answers-to.ts";
import { ADAPTER_CONFIG, arrangeModel, BASE_FOLDER } from "../contract/model-folder.ts";
import { isWeights } from "../contract/without-config.ts";
import type { FilesSource } from "./add-pieces.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { currentWords } from "./words/current.ts";
import { currentLateWords } from "./words/use-late-words.ts";

type Taking = Pick<SessionWorld, "engine"> & Pick<PageStore, "send" | "state">;

/** Why an adapter is no adapter of the model that is open, or cannot be kept apart from one: it is opened with its own base then. */
const OPENED_ALONE: ReadonlySet<string> = new Set([
  "adapter_apart",
  "adapter_rank_apart",
  "adapter_tokenizer",
  "adapter_base",
  "adapter_unfit",
  "adapter_without_file",
]);

/** What became of an adapter; `alone`: it is to be opened as a model of its own. A refusal is said on the page. */
type Outcome = "added" | "refused" | "alone";

/** Whether these are the files of an adapter alone, without the weights that it belongs to. */
export function isAdapterAlone({ name, files }: FilesSource): boolean {
  try {
    const paths = [
      ...arrangeModel(
        files.map(({ path }) => path),
        name,
      ).keys(),
    ];
    const isBase = (path: string) => path.startsWith(BASE_FOLDER) || (isWeights(path) && !path.startsWith("adapter_"));
    return paths.includes(ADAPTER_CONFIG) && !paths.some(isBase);
  } catch {
    return false;
  }
}

/**
 * Takes an adapter in beside the model that is open, and has it write from here on.
 * @param isOnly it came for this model: where it does not fit, that is said
 */
export async function addBeside(
  { name, files }: FilesSource,
  { engine, send, state }: Taking,
  isOnly = false,
): Promise<Outcome> {
  const words = currentLateWords().voices;
  const added = await engine.addAdapter({ name: name === currentWords().unnamed ? words.unnamed : name, files });
  if (!added.ok) {
    if (!isOnly && OPENED_ALONE.has(added.failure.detail)) return "alone";
    send({ type: "notice", text: added.failure });
    return "refused";
  }
  const { info, isBaseNamed } = added.value;
  const { digest, id } = adapterOf(info, added.value.name) ?? {};
  const { offer } = state();
  if (digest !== undefined && offer !== undefined)
    send({ type: "voice", voice: { name: added.value.name, digest, source: offer.source } });
  const said = (isBaseNamed ? words.added : words.addedUnnamed)(added.value.name, info.name);
  send({ type: "notice", text: id === undefined ? `${said} ${words.unkept}` : said });
  return "added";
}
