import type { ByteSource } from "../contract/bytes.ts";
import type { ModelInfo } from "../contract/engine.ts";
import { type Failure, failureOf, makeFailure, Refusal, refuse } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { type Bringing, bringFile, type Wanted } from "./bring-file.ts";
import { digestKey, matches } from "./digest.ts";
import { cancelled } from "./fetch-checked.ts";
import type { ListedFile, Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { PassingFiles } from "./passing-files.ts";
import { isRight, putBlob } from "./put-blob.ts";
import { type SharedProgress, shareProgress } from "./shared-progress.ts";
import { createSlots } from "./slots.ts";
import type { StoreWorld } from "./store-world.ts";

/** Files that are fetched at the same time: enough for the line, few enough for the host. */
const AT_ONCE = 4;
/** Of a package that was made here a part found no place. */
const NO_ROOM = makeFailure("quota", "converted", {});
const READ_BYTES = 4 * 1024 * 1024;

/** Where files may be kept: the second place holds, while the page is open, what does not fit into the first. */
interface Places {
  readonly lasting: BlobStore;
  readonly memory: BlobStore;
  /** Paths of files that are not kept at all: they go from their host to one reader. */
  readonly passing?: readonly string[];
  /** Why nothing lasts, where that is known from the start. */
  readonly notice?: Failure;
  /** Called once when the first place is full or fails; whatever comes goes to memory from then on. */
  readonly onFull?: () => void;
}

interface Opened extends OpenedFiles {
  /** Resolves when nothing is downloaded into a store or written there any more, whatever came of it. */
  settle(): Promise<void>;
}

/** Opens the named files of a model: begins to fetch those that are not kept yet, and checks each before it is read. */
export function openFiles(
  listing: Listing,
  paths: readonly string[],
  places: Places,
  world: StoreWorld,
  options: OpenOptions,
): Opened {
  const opening = new Opening(listing, paths, places, world, options);
  return opening.start();
}

class Opening {
  readonly #chosen: ReadonlyMap<string, ListedFile>;
  readonly #listing: Listing;
  readonly #places: Places;
  readonly #world: StoreWorld;
  readonly #options: OpenOptions;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #passing: PassingFiles;
  readonly #inSlot = createSlots(AT_ONCE);
  readonly #ready = new Map<string, Promise<ByteSource>>();
  readonly #loaded = new Map<string, number>();
  readonly #progress: SharedProgress;
  #isDemoted = false;
  #reason: Failure | undefined;
  #reported = 0;

  constructor(listing: Listing, paths: readonly string[], places: Places, world: StoreWorld, options: OpenOptions) {
    this.#listing = listing;
    this.#places = places;
    this.#world = world;
    this.#options = options;
    this.#reason = places.notice;
    this.#chosen = new Map(paths.map((path) => [path, find(listing, path)]));
    this.#signal = AbortSignal.any([options.signal, this.#abort.signal]);
    this.#progress = shareProgress(world, (key, loaded) => this.#count(key, loaded));
    const passing = (places.passing ?? []).map((path) => vouched(this.#file(path)));
    this.#passing = new PassingFiles(passing, this.#bringing(), (error) => this.#abort.abort(error));
  }

  start(): Opened {
    const held = [...this.#chosen.keys()].filter((path) => !this.#passing.has(path));
    const brought = Promise.all([this.#passing.arrive(), ...held.map((path) => this.#hold(path))]);
    void brought.catch(() => undefined).finally(() => this.#progress.close());
    const opening = this;
    return {
      get isBroken() {
        return opening.#abort.signal.aborted;
      },
      get kept() {
        return opening.#kept();
      },
      settle: async () => {
        this.#passing.end();
        await Promise.allSettled(this.#ready.values());
      },
      source: (path) => this.#bytesOf(path),
      files: {
        paths: [...this.#chosen.keys()],
        size: (path) => this.#file(path).size,
        bytes: async (path) => new Uint8Array(await (await this.#bytesOf(path)).arrayBuffer()),
        text: async (path) => new TextDecoder().decode(await (await this.#bytesOf(path)).arrayBuffer()),
        stream: (path) => this.#stream(path),
      },
    };
  }

  #kept(): ModelInfo["kept"] {
    const { source, files, converted } = this.#listing;
    const isHeld = files.some(({ from }) => "bytes" in from);
    if (converted && isHeld) return { where: "memory", notice: NO_ROOM };
    if (source.kind === "files" && isHeld) return { where: "files" };
    if (this.#reason !== undefined) return { where: "memory", notice: this.#reason };
    return { where: this.#places.lasting.where };
  }

  #file(path: string): ListedFile {
    return this.#chosen.get(path) ?? missing(this.#listing, path);
  }

  #hold(path: string): Promise<ByteSource> {
    const file = this.#file(path);
    const ready = this.#inSlot(() => this.#bring(file));
    // One failed file fails the model: the others need not be fetched any more.
    ready.catch((error) => this.#abort.abort(error));
    this.#ready.set(path, ready);
    return ready;
  }

  #bytesOf(path: string): Promise<ByteSource> {
    this.#passing.drop(path);
    return this.#ready.get(path) ?? this.#hold(path);
  }

  async *#stream(path: string): AsyncIterable<Uint8Array> {
    const passing = this.#ready.has(path) ? undefined : this.#passing.read(path);
    if (passing !== undefined) return yield* passing;
    const bytes = await this.#bytesOf(path);
    for (let start = 0; start < bytes.size; start += READ_BYTES) {
      yield new Uint8Array(await bytes.slice(start, Math.min(start + READ_BYTES, bytes.size)).arrayBuffer());
    }
  }

  async #bring(file: ListedFile): Promise<ByteSource> {
    if (this.#signal.aborted) throw this.#signal.reason instanceof Refusal ? this.#signal.reason : cancelled();
    const bytes = "bytes" in file.from ? await checkPicked(file, file.from.bytes) : await this.#fetched(file);
    this.#count(file.digest === undefined ? file.path : digestKey(file.digest), file.size);
    return bytes;
  }

  async #fetched(file: ListedFile): Promise<Blob> {
    const wanted = vouched(file);
    if (this.#listing.converted) return this.#made(wanted);
    const bringing = this.#bringing();
    if (!this.#isDemoted) {
      try {
        await this.#moveIn(wanted);
        return await bringFile(this.#places.lasting, wanted, bringing);
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code !== "quota" && failure.code !== "storage") throw error;
        this.#demote(error);
      }
    }
    return bringFile(this.#places.memory, wanted, bringing);
  }

  /** What was made or imported here was kept before it was listed, and can be fetched from nowhere. */
  async #made({ path, size, digest }: Wanted): Promise<Blob> {
    const bytes = await this.#places.lasting.find(digestKey(digest), size);
    if (bytes !== undefined && (await isRight(bytes, digest))) return bytes;
    const { name } = this.#listing;
    throw refuse("no_usable_files", "made_not_whole", { path, name }, { subject: path });
  }

  #bringing(): Bringing {
    return {
      world: this.#world,
      signal: this.#signal,
      onBytes: (key, loaded, paused) => {
        this.#progress.tell(key, loaded);
        this.#count(key, loaded, paused);
      },
    };
  }

  /** What was read before it was to be kept, such as the card of an offer, need not be fetched again. */
  async #moveIn({ digest, size }: Wanted): Promise<void> {
    const { lasting, memory } = this.#places;
    const key = digestKey(digest);
    const held = lasting === memory ? undefined : await memory.find(key, size);
    if (held === undefined) return;
    await putBlob(lasting, digest, held, this.#world.locks, this.#signal);
    await memory.remove(key);
  }

  /** What does not fit is held in memory; what is kept already is read from there, and given up after the load. */
  #demote(error: unknown): void {
    if (this.#isDemoted) return;
    this.#isDemoted = true;
    this.#reason = makeFailure("quota", "not_kept", { why: failureOf(error) });
    this.#places.onFull?.();
  }

  #count(key: string, loaded: number, paused = false): void {
    this.#loaded.set(key, loaded);
    let here = 0;
    let total = 0;
    for (const { path, size, digest } of this.#chosen.values()) {
      here += Math.min(size, this.#loaded.get(digest === undefined ? path : digestKey(digest)) ?? 0);
      total += size;
    }
    this.#reported = Math.max(this.#reported, here);
    this.#options.onBytes?.(this.#reported, total, paused);
  }
}

async function checkPicked(file: ListedFile, bytes: ByteSource): Promise<ByteSource> {
  if (file.digest === undefined || (await matches(bytes, file.digest))) return bytes;
  throw refuse("integrity", "changed_in_copy", { path: file.path }, { subject: file.path });
}

function vouched(file: ListedFile): Wanted {
  if (file.digest === undefined) throw new Error(`${file.path} comes from an address, but without a digest.`);
  return { ...file, digest: file.digest };
}

function find(listing: Listing, path: string): ListedFile {
  return listing.files.find((file) => file.path === path) ?? missing(listing, path);
}

function missing(listing: Listing, path: string): never {
  throw refuse("no_usable_files", "no_file", { name: listing.name, path }, { subject: path });
}
