import type { AddedAdapter, GivenAdapter, StoredAdapter } from "../contract/adapters.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { AdapterInfo, ModelInfo } from "../contract/model-info.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { refuse, toOutcome } from "../contract/outcome.ts";
import type { AdapterShelf } from "../store/adapter-shelf.ts";
import { type Entry, freeName, nameOf } from "./adapter-entry.ts";
import { addWithRoom, longestUnnamed } from "./rack-room.ts";
import type { BesideBase, ReadAdapter } from "./read-beside.ts";
import { asNamed, bytesOf } from "./shelf-bytes.ts";

/** Where the page differs from transformers; see `model-info.ts`. */
const HERE = { token_healing: true };

/** A loaded model as its adapters see it. */
interface Besides {
  readonly base: BesideBase;
  readonly pass: Pick<ForwardPass, "adapters">;
  /** By which it is named in messages. */
  readonly backend: string;
}

type Taken = Omit<AddedAdapter, "info">;

/** The adapters of a loaded model: those that are kept for it, each read when it is first asked for, and those that were added. */
export class AdaptersBeside {
  readonly #model: Besides;
  readonly #shelf: AdapterShelf;
  readonly #now: () => number;
  #entries: readonly Entry[] = [];
  /** Numbers in the rack, of the one that was named last at the end. */
  #named: readonly number[] = [];

  /** @param now milliseconds since the epoch */
  constructor(model: Besides, shelf: AdapterShelf, now: () => number) {
    this.#model = model;
    this.#shelf = shelf;
    this.#now = now;
  }

  /** Whether there are some that the model can write with. */
  get isVoiced(): boolean {
    return this.#entries.length > 0 && this.#model.pass.adapters !== undefined;
  }

  /** Those of the same model on another backend: none yet. */
  on(pass: Besides["pass"], backend: string): AdaptersBeside {
    return new AdaptersBeside({ ...this.#model, pass, backend }, this.#shelf, this.#now);
  }

  /** Numbers in the pass's rack. */
  get numbers(): ReadonlyMap<string, number> {
    return new Map(this.#entries.flatMap(({ info, number }) => (number === undefined ? [] : [[info.name, number]])));
  }

  /** Those that go with the page. */
  get unkept(): readonly StoredAdapter[] {
    return this.#entries.flatMap(({ unkept }) => unkept ?? []);
  }

  /** What is told of the model, with its adapters. */
  tell(info: ModelInfo): ModelInfo {
    const infos = this.#entries.map((entry) => entry.info);
    if (infos.length === 0) return info;
    return this.#model.pass.adapters === undefined ? { ...info, idleAdapters: infos } : { ...info, adapters: infos };
  }

  /** Looks what is kept for the model by now. No run may be under way. */
  async find(): Promise<void> {
    const kept = await this.#shelf.list(this.#model.base.ids);
    for (const { info } of this.#entries)
      if (info.id !== undefined && !kept.some(({ id }) => id === info.id)) this.#drop(info);
    for (const { id, digest, name, defaults } of kept) {
      const known = this.#entries.find(({ info }) => info.digest === digest);
      // A name that was told of one is never another's.
      const info = {
        name: nameOf(known, name) ?? this.#freeName(name, known),
        digest,
        id,
        ...(defaults && { defaults }),
      };
      if (known === undefined) this.#entries = [...this.#entries, { info, shelved: name }];
      else this.#replace(known, { info, shelved: name, ...(known.number !== undefined && { number: known.number }) });
    }
  }

  /** Reads an adapter's files, and says how it is taken in: no run may be under way then. @throws Refusal as they deserve */
  async read(given: GivenAdapter): Promise<() => Promise<Taken>> {
    this.#rack();
    const read = await this.#readFiles(given.files, given.name);
    return () => this.#take(given, read);
  }

  /** Has the adapter of a name in the pass's rack, where there is one. No run may be under way. @throws Refusal `out_of_memory` */
  async admit(name: string | undefined): Promise<void> {
    const entry = this.#entries.find(({ info }) => info.name === name);
    if (entry === undefined || this.#model.pass.adapters === undefined) return;
    if (entry.number !== undefined) return this.#note(entry.number);
    const { id = "", digest } = entry.info;
    const files = await this.#shelf.files(id);
    const read = files && (await this.#readFiles(files.map(asNamed), entry.info.name));
    // Whoever writes on this origin may have put another one there.
    if (read === undefined || read.digest !== digest) return this.#drop(entry.info);
    this.#replace(entry, { ...entry, number: this.#addToRack(read.terms) });
  }

  /** Lets go of one that is not to be kept any more. No run may be under way. */
  async remove(id: string): Promise<void> {
    await this.#shelf.remove(id);
    for (const { info, unkept } of this.#entries) if (info.id === id || unkept?.id === id) this.#drop(info);
  }

  async #take(given: GivenAdapter, read: ReadAdapter): Promise<Taken> {
    const known = this.#entries.find(({ info }) => info.digest === read.digest);
    const { digest, isBaseNamed } = read;
    const defaults = read.defaults && { defaults: { ...HERE, ...read.defaults } };
    const name = given.isTold ? given.name : this.#freeName(given.name, known);
    const told = { name, digest, ...defaults };
    const number = known?.number ?? this.#addToRack(read.terms);
    const entry = { ...(await this.#keep(told, read.files)), number };
    if (known === undefined) this.#entries = [...this.#entries, entry];
    else this.#replace(known, entry);
    this.#giveWay(entry);
    return { name, isBaseNamed };
  }

  /** Another name for another one that has this one's. */
  #giveWay({ info: { name, digest } }: Entry): void {
    const other = this.#entries.find(({ info }) => info.name === name && info.digest !== digest);
    if (other !== undefined)
      this.#replace(other, { ...other, info: { ...other.info, name: this.#freeName(name, other) } });
  }

  /** Keeps it, or says that it goes with the page where there is no storage for it. */
  async #keep(info: AdapterInfo & { readonly digest: string }, files: readonly NamedBytes[]): Promise<Entry> {
    const { name: base, source, ids } = this.#model.base;
    const added = this.#now();
    const kept = await toOutcome(async () =>
      this.#shelf.keep({ ...info, base, ...(source && { source }), bases: [...ids], added }, await bytesOf(files)),
    );
    if (kept.ok) return { info: { ...info, id: kept.value }, shelved: info.name };
    const bytes = files.reduce((sum, file) => sum + file.bytes.size, 0);
    return { info, unkept: { id: info.digest, digest: info.digest, name: info.name, base, bytes, added } };
  }

  /** Readers of strangers' files are only fetched by those who have one. */
  async #readFiles(files: readonly NamedBytes[], from: string): Promise<ReadAdapter> {
    const { readBeside } = await import("./read-beside.ts");
    return readBeside(files, from, this.#model.base);
  }

  /** @throws Refusal `unsupported_architecture` */
  #rack(): NonNullable<ForwardPass["adapters"]> {
    const { pass, backend } = this.#model;
    if (pass.adapters === undefined)
      throw refuse("unsupported_architecture", "adapter_backend", { backend }, { subject: "adapter" });
    return pass.adapters;
  }

  /** Where the memory is full, those that were not named for the longest time go: they are read again when they are named. */
  #addToRack(terms: readonly LowRankTerm[]): number {
    const number = addWithRoom(this.#rack(), terms, () => this.#giveRoom());
    this.#note(number);
    return number;
  }

  #giveRoom(): boolean {
    const entry = longestUnnamed(this.#entries, this.#named);
    if (entry?.number === undefined) return false;
    const { number, ...idle } = entry;
    this.#rack().remove(number);
    this.#replace(entry, idle);
    return true;
  }

  #note(number: number): void {
    this.#named = [...this.#named.filter((one) => one !== number), number];
  }

  #drop({ digest }: AdapterInfo): void {
    const gone = this.#entries.find(({ info }) => info.digest === digest);
    if (gone?.number !== undefined) this.#model.pass.adapters?.remove(gone.number);
    this.#entries = this.#entries.filter((entry) => entry !== gone);
  }

  #replace(old: Entry, entry: Entry): void {
    this.#entries = this.#entries.map((one) => (one === old ? entry : one));
  }

  #freeName(given: string, own?: Entry): string {
    return freeName(given, [
      this.#model.base.name,
      ...this.#entries.filter((entry) => entry !== own).map(({ info }) => info.name),
    ]);
  }
}
