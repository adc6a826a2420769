import type { ByteSource } from "../contract/bytes.ts";
import { type Failure, failureOf, makeFailure, refuse } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { type Bringing, bringFile, type Wanted } from "./bring-file.ts";
import { digestKey, matches } from "./digest.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { isRight, putBlob } from "./put-blob.ts";

/** Where files may be kept: the second place holds, while the page is open, what does not fit into the first. */
export interface HoldingPlaces {
  readonly lasting: BlobStore;
  readonly memory: BlobStore;
  /** Why nothing lasts, where that is known from the start. */
  readonly notice?: Failure;
  /** Called once when the first place is full or fails; whatever comes goes to memory from then on. */
  readonly onFull?: () => void;
}

/** Brings the files of one model to where they are held, each checked. */
export class FileHolder {
  readonly #listing: Listing;
  readonly #places: HoldingPlaces;
  readonly #bringing: Bringing;
  #isDemoted = false;
  #notice: Failure | undefined;

  constructor(listing: Listing, places: HoldingPlaces, bringing: Bringing) {
    this.#listing = listing;
    this.#places = places;
    this.#bringing = bringing;
    this.#notice = places.notice;
  }

  /** Why not all of it lasts, as things stand. */
  get notice(): Failure | undefined {
    return this.#notice;
  }

  /** @throws Refusal `integrity`, `no_usable_files`, and those of the download and of the places */
  async hold(file: ListedFile): Promise<ByteSource> {
    if ("bytes" in file.from) return checkPicked(file, file.from.bytes);
    const wanted = requireDigest(file);
    return this.#listing.converted ? this.#findMade(wanted) : this.#bring(wanted);
  }

  async #bring(wanted: Wanted): Promise<Blob> {
    if (!this.#isDemoted) {
      try {
        await this.#moveIn(wanted);
        return await bringFile(this.#places.lasting, wanted, this.#bringing);
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code !== "quota" && failure.code !== "storage") throw error;
        this.#demote(failure);
      }
    }
    return bringFile(this.#places.memory, wanted, this.#bringing);
  }

  /** What was made or imported here was kept before it was listed, and can be fetched from nowhere. */
  async #findMade({ path, size, digest }: Wanted): Promise<Blob> {
    const bytes = await this.#places.lasting.find(digestKey(digest), size);
    if (bytes !== undefined && (await isRight(bytes, digest))) return bytes;
    const { name } = this.#listing;
    throw refuse("no_usable_files", "made_not_whole", { path, name }, { subject: path });
  }

  /** What was read before it was to be kept, such as the card of an offer, need not be fetched again. */
  async #moveIn({ digest, size }: Wanted): Promise<void> {
    const { lasting, memory } = this.#places;
    const key = digestKey(digest);
    const held = lasting === memory ? undefined : await memory.find(key, size);
    if (held === undefined) return;
    await putBlob(lasting, digest, held, this.#bringing.world.locks, this.#bringing.signal);
    await memory.remove(key);
  }

  /** What does not fit is held in memory; what is kept already is read from there, and given up after the load. */
  #demote(why: Failure): void {
    if (this.#isDemoted) return;
    this.#isDemoted = true;
    this.#notice = makeFailure("quota", "not_kept", { why });
    this.#places.onFull?.();
  }
}

async function checkPicked(file: ListedFile, bytes: ByteSource): Promise<ByteSource> {
  if (file.digest === undefined || (await matches(bytes, file.digest))) return bytes;
  throw refuse("integrity", "changed_in_copy", { path: file.path }, { subject: file.path });
}

/** The file, for which its listing vouches. @throws Error where it does not: only picked files go without */
export function requireDigest(file: ListedFile): Wanted {
  if (file.digest === undefined) throw new Error(`${file.path} comes from an address, but without a digest.`);
  return { ...file, digest: file.digest };
}
