import type { ByteSource } from "../contract/bytes.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { makeFailure, Refusal, refuse } from "../contract/outcome.ts";
import type { Bringing } from "./bring-file.ts";
import { ByteCount, countKey } from "./byte-count.ts";
import { cancelled } from "./fetch-checked.ts";
import { FileHolder, type HoldingPlaces, requireDigest } from "./hold-files.ts";
import type { ListedFile, Listing, OpenOptions } from "./listing.ts";
import { PassingFiles } from "./passing-files.ts";
import { shareProgress } from "./shared-progress.ts";
import { createSlots } from "./slots.ts";
import type { StoreWorld } from "./store-world.ts";

/** Files that are fetched at the same time: enough for the line, few enough for the host. */
const AT_ONCE = 4;
/** Of a package that was made here a part found no place. */
const NO_ROOM = makeFailure("quota", "converted", {});
const READ_BYTES = 4 * 1024 * 1024;

/** Where files are held, and which are not. */
export interface Places extends HoldingPlaces {
  /** Paths of files that are not kept at all: they go from their host to one reader. */
  readonly passing?: readonly string[];
}

export class Opening {
  readonly #chosen: ReadonlyMap<string, ListedFile>;
  readonly #listing: Listing;
  readonly #places: Places;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #counted: ByteCount;
  readonly #holder: FileHolder;
  readonly #passing: PassingFiles;
  readonly #closeProgress: () => void;
  readonly #inSlot = createSlots(AT_ONCE);
  readonly #ready = new Map<string, Promise<ByteSource>>();

  constructor(listing: Listing, paths: readonly string[], places: Places, world: StoreWorld, options: OpenOptions) {
    this.#listing = listing;
    this.#places = places;
    this.#chosen = new Map(paths.map((path) => [path, find(listing, path)]));
    this.#signal = AbortSignal.any([options.signal, this.#abort.signal]);
    this.#counted = new ByteCount(this.#chosen.values(), options.onBytes);
    const progress = shareProgress(world, (key, loaded) => this.#counted.count(key, loaded));
    this.#closeProgress = progress.close;
    const onBytes: Bringing["onBytes"] = (key, loaded, paused) => {
      progress.tell(key, loaded);
      this.#counted.count(key, loaded, paused);
    };
    const bringing = { world, signal: this.#signal, onBytes };
    this.#holder = new FileHolder(listing, places, bringing);
    const passing = (places.passing ?? []).map((path) => requireDigest(this.file(path)));
    this.#passing = new PassingFiles(passing, bringing, (error) => this.#abort.abort(error));
  }

  get paths(): readonly string[] {
    return [...this.#chosen.keys()];
  }

  get isBroken(): boolean {
    return this.#abort.signal.aborted;
  }

  get kept(): ModelInfo["kept"] {
    const { source, files, converted } = this.#listing;
    const { notice } = this.#holder;
    const isHeld = files.some(({ from }) => "bytes" in from);
    if (converted && isHeld) return { where: "memory", notice: NO_ROOM };
    if (source.kind === "files" && isHeld) return { where: "files" };
    return notice === undefined ? { where: this.#places.lasting.where } : { where: "memory", notice };
  }

  /** Begins to bring all that is not read as it comes; and that, too, one after the other. */
  start(): void {
    const held = this.paths.filter((path) => !this.#passing.has(path));
    const brought = Promise.all([this.#passing.arrive(), ...held.map((path) => this.#hold(path))]);
    void brought.catch(() => undefined).finally(this.#closeProgress);
  }

  async settle(): Promise<void> {
    this.#passing.end();
    await Promise.allSettled(this.#ready.values());
  }

  file(path: string): ListedFile {
    return this.#chosen.get(path) ?? missing(this.#listing, path);
  }

  bytesOf(path: string): Promise<ByteSource> {
    this.#passing.drop(path);
    return this.#ready.get(path) ?? this.#hold(path);
  }

  async *stream(path: string): AsyncIterable<Uint8Array> {
    const passing = this.#ready.has(path) ? undefined : this.#passing.read(path);
    if (passing !== undefined) return yield* passing;
    const bytes = await this.bytesOf(path);
    for (let start = 0; start < bytes.size; start += READ_BYTES) {
      yield new Uint8Array(await bytes.slice(start, Math.min(start + READ_BYTES, bytes.size)).arrayBuffer());
    }
  }

  #hold(path: string): Promise<ByteSource> {
    const file = this.file(path);
    const ready = this.#inSlot(() => this.#bring(file));
    // One failed file fails the model: the others need not be fetched any more.
    ready.catch((error) => this.#abort.abort(error));
    this.#ready.set(path, ready);
    return ready;
  }

  async #bring(file: ListedFile): Promise<ByteSource> {
    if (this.#signal.aborted) throw this.#signal.reason instanceof Refusal ? this.#signal.reason : cancelled();
    const bytes = await this.#holder.hold(file);
    this.#counted.count(countKey(file), file.size);
    return bytes;
  }
}

function find(listing: Listing, path: string): ListedFile {
  return listing.files.find((file) => file.path === path) ?? missing(listing, path);
}

function missing(listing: Listing, path: string): never {
  throw refuse("no_usable_files", "no_file", { name: listing.name, path }, { subject: path });
}
