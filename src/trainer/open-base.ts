import type { ModelFiles } from "../contract/bytes.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { Dtype } from "../contract/dtypes.ts";
import { type ModelSource, pinnedTo, withoutFiles, type StoredSource, wholeRepo } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { openPackage, type PackageWeights } from "../kernel/package-tensors.ts";
import { findGraphs, type GraphFiles } from "../runtime/find-graphs.ts";
import { readSides } from "../runtime/read-sides.ts";
import { baseIdOf, baseIdsOf } from "../store/base-id.ts";
import type { Listing } from "../store/listing.ts";
import { CARD, LICENSE, plainSide, SIDES, writeMergedCard } from "../train/merged-files.ts";
import type { TrainerWorld } from "./trainer-world.ts";

/** Weights that are taught, the finest of those that the kernel has as int8 or less. */
const DTYPES: readonly Dtype[] = ["q8", "q4", "q4f16", "fp32", "fp16"];
/** Most tokens that are computed side by side: memory grows with them. Longer texts are cut. */
const TOKENS = 256;

interface SideFile {
  readonly path: string;
  readonly bytes: Blob;
}

/** A model that is open to be taught. */
export interface Base {
  /** Of the state that is open. */
  readonly source: StoredSource;
  readonly name: string;
  /** Where others find it: a repository, else its name. */
  readonly published: string;
  /** On the Hub, where it is known. */
  readonly repo?: string;
  /** What tells its weights and tokenizer from all others. */
  readonly id: string;
  /** The same for each of its dtypes, and where it came from: an adapter of one is one of all. */
  readonly ids: readonly string[];
  readonly shape: Gpt2Config;
  readonly codec: TextCodec;
  readonly defaults: GenerationParameters;
  /** Most tokens of one pass, and of one text. */
  readonly tokens: number;
  /** Its weights, anew at each call. */
  weights(): Promise<PackageWeights>;
  /** What lies beside them where they are merged: configuration, tokenizer, a card, and the licence. */
  sides(): Promise<readonly SideFile[]>;
  /** To be called when nothing is read any more. */
  close(): Promise<void>;
}

/**
 * Opens the model that is to be taught, with weights that are on this device where there are any.
 * @throws Refusal `no_usable_files` for what is no package, those of the store, the tokenizer and the kernel
 */
export async function openBase(source: ModelSource, world: TrainerWorld): Promise<Base> {
  const listing = await world.store.lookUp(source);
  const { dtype, graph, all } = await chooseGraph(listing, world);
  const there = new Set(listing.files.map(({ path }) => path));
  const paths = [...graph.data, graph.graph, ...SIDES.filter((path) => there.has(path))];
  const opened = await world.store.open(listing, paths, { signal: new AbortController().signal });
  try {
    const { files } = opened;
    const weights = () => openPackage(files, dtype);
    const { shape } = await weights();
    const repo = repoOf(listing);
    return {
      ...(await readSides(files, shape)),
      source: withoutFiles(pinnedTo(source, listing.commit)),
      name: listing.name,
      published: repo ?? listing.name,
      ...(repo !== undefined && { repo }),
      id: await baseIdOf(listing, graph.data),
      ids: await baseIdsOf(
        listing,
        all.map(({ data }) => data),
      ),
      shape,
      tokens: Math.min(TOKENS, shape.n_positions),
      weights,
      async sides() {
        const own = await Promise.all(SIDES.filter((path) => there.has(path)).map((path) => readSide(files, path)));
        const legal = await readLegal(listing, world);
        const card = await legal.find(({ path }) => path === CARD)?.bytes.text();
        const written = { path: CARD, bytes: new Blob([writeMergedCard(repo ?? listing.name, card ?? "")]) };
        return [...own, written, ...legal.filter(({ path }) => path !== CARD)];
      },
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Only packages of ours have weights in the kernel's form; what is not kept would be downloaded a second time. */
export async function chooseGraph(
  listing: Listing,
  { store }: Pick<TrainerWorld, "store">,
): Promise<{ dtype: Dtype; graph: GraphFiles; all: readonly GraphFiles[] }> {
  const { manifest, name, files } = listing;
  const graphs =
    manifest === undefined
      ? {}
      : findGraphs(
          files.map(({ path }) => path),
          manifest,
        );
  const kept = await store.keptPaths(listing);
  const found = DTYPES.flatMap((dtype) => {
    const graph = graphs[dtype];
    return graph === undefined ? [] : [{ dtype, graph, isKept: graph.data.every((path) => kept.has(path)) }];
  });
  const chosen = found.find(({ isKept }) => isKept) ?? found[0];
  if (chosen === undefined) throw refuse("no_usable_files", "training_base", { name });
  return { ...chosen, all: Object.values(graphs) };
}

/** The base's card and licence, which may have to be downloaded: without a network a model is saved all the same. */
async function readLegal(listing: Listing, { store }: TrainerWorld): Promise<readonly SideFile[]> {
  const paths = listing.files.map(({ path }) => path).filter((path) => path === CARD || path === LICENSE);
  if (paths.length === 0) return [];
  try {
    const opened = await store.open(listing, paths, { signal: new AbortController().signal });
    return await Promise.all(paths.map((path) => readSide(opened.files, path))).finally(() => opened.close());
  } catch {
    return [];
  }
}

async function readSide(files: ModelFiles, path: string): Promise<SideFile> {
  return { path, bytes: new Blob([new Uint8Array(plainSide(path, await files.bytes(path)))]) };
}

function repoOf({ source, manifest }: Listing): string | undefined {
  return manifest?.source?.repo ?? wholeRepo(source);
}
