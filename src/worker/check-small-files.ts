import { makeNote, type Note, type Refusal, refuse } from "../contract/outcome.ts";
import { refuseWithoutWeights } from "../contract/without-config.ts";
import { checkTokenizerStart } from "../convert/read/check-tokenizer.ts";
import { readJson } from "../convert/read/json-file.ts";
import { tokenizerClassOf } from "../convert/read/ready-tokenizer.ts";
import { findAliases, needsGpt2Tokenizer } from "../convert/read/find-tokenizer.ts";
import { holdsReadable } from "../convert/read/tokenizer-source.ts";
import { findOtherTokenizer, refuseWithoutTokenizer } from "../convert/read/without-tokenizer.ts";
import { parseConfig } from "../gpt2/config.ts";
import { readSizes } from "../gpt2/config-text.ts";
import { parameterCount } from "../gpt2/tensors.ts";
import type { Listing } from "../store/listing.ts";
import { viewAdapted } from "./adapted-model.ts";
import { foreignForm, isTop } from "./checkpoint-paths.ts";
import { missingFile } from "./missing-file.ts";
import { graphBytes, needsConversion } from "./model-graphs.ts";
import { type Peek, peekConfig } from "./peek-config.ts";

/** GPT-2's own has 700 bytes before its vocabulary; each added token takes some 150 more. */
const HEAD_BYTES = 32_768;
const [CONFIG, FAST, SETTINGS] = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;
/** The memory that WebAssembly can address. */
const MEMORY_BYTES = 2 ** 32;
const WEIGHTS = ["ONNX files", "model.safetensors", "pytorch_model.bin"];

/**
 * Refuses, before anyone is asked to download the weights, what the small files of a repository show to be none that runs:
 * no weights, impossible sizes, no tokenizer or one of another kind.
 * @returns what is known already of the notes that come with the model, so that it is told before anyone agrees
 * @throws Refusal as those who read the files for use
 */
export async function checkSmallFiles(given: Listing, givenPeek: Peek): Promise<readonly Note[]> {
  const { listing, peek } = viewAdapted(given, givenPeek);
  const paths = listing.files.map(({ path }) => path);
  const converts = needsConversion(listing);
  if (!converts && !paths.some((path) => path.endsWith(".onnx"))) throw refuseWithoutWeights(paths, WEIGHTS);
  const config = await peekConfig(listing, peek, CONFIG);
  const rows = converts ? await checkCheckpoint(listing, config) : undefined;
  if (!converts) await checkReady(listing, config);
  const top = paths.filter(isTop);
  const names = [...top, ...findAliases(top).keys()];
  const isInside = !names.includes(FAST) && foreignForm(paths)?.hasTokenizer(paths) === true;
  const isGpt2s = rows !== undefined && needsGpt2Tokenizer(names, rows);
  if (isInside) return [];
  if (isGpt2s) return [makeNote("gpt2_tokenizer", {})];
  if (!names.includes(FAST) && (listing.manifest !== undefined || !holdsReadable(names))) {
    throw converts || findOtherTokenizer(paths) !== undefined ? refuseWithoutTokenizer(paths) : missingFile(FAST);
  }
  await checkTokenizer(listing, peek, {
    names,
    classOfModel: config === undefined ? undefined : tokenizerClassOf(config),
  });
  return [];
}

/** A folder of graphs. */
async function checkReady(listing: Listing, config: string | undefined): Promise<void> {
  const smallest = Math.min(...Object.values(graphBytes(listing)));
  if (Number.isFinite(smallest) && smallest > MEMORY_BYTES) throw tooLarge(listing.name, "weights_too_large", smallest);
  if (config !== undefined) readSizes(config);
}

/** @returns rows of the embedding as the configuration tells them; the weights may tell another number */
async function checkCheckpoint(listing: Listing, config = "{}"): Promise<number> {
  const json = await readJson({ path: CONFIG, bytes: new Blob([config]) });
  // Without one the weights tell the sizes: those of GPT-2 stand for them until they are here.
  const given = parseConfig({ model_type: "gpt2", ...json }, CONFIG);
  const parameters = parameterCount(given);
  if (parameters > MEMORY_BYTES) throw tooLarge(listing.name, "converted_too_large", parameters);
  return given.vocab_size;
}

async function checkTokenizer(
  listing: Listing,
  peek: Peek,
  { names, classOfModel }: { readonly names: readonly string[]; readonly classOfModel: unknown },
): Promise<void> {
  const has = (name: string) => listing.files.some(({ path }) => path === name);
  // A package of ours has a tokenizer that was written anew: its configuration changes nothing.
  const isNew = listing.manifest !== undefined;
  const settings = isNew ? undefined : await peekConfig(listing, peek, SETTINGS);
  // Settings that are too long to be read now may name another class.
  const isTold = !isNew && (settings !== undefined || !has(SETTINGS));
  if (!has(FAST) && !isTold) return;
  checkTokenizerStart({
    names,
    tokenizerClass: isTold ? classOfModel : undefined,
    ...(has(FAST) && { file: await peek(FAST, HEAD_BYTES) }),
    ...(settings !== undefined && { settings }),
  });
}

function tooLarge(name: string, detail: "weights_too_large" | "converted_too_large", bytes: number): Refusal {
  return refuse("limit_exceeded", detail, { name, bytes, most: MEMORY_BYTES }, { subject: name });
}
