import type { Refusal } from "../../contract/outcome.ts";
import { refuseFile, refuseOver, refuseAbout } from "../../contract/refuse-file.ts";
import type { DetailOf, FailureParameters } from "../../contract/failure-parameters.ts";
import { READ_LIMITS } from "./limits.ts";
import { PickleCursor } from "./pickle-cursor.ts";
import { findGlobal, isUnread, type PickledStorage, type PickleGlobal, type PickleValue } from "./pickle-values.ts";
import { rebuildStorage, rebuildTensor } from "./rebuild-tensor.ts";

export interface Unpickled {
  readonly value: PickleValue;
  /** Position behind the pickle's last byte. */
  readonly end: number;
  /** All storages it names, by key. */
  readonly storages: ReadonlyMap<string, PickledStorage>;
}

/**
 * Reads one pickle as `torch.save` writes it. There is no way to call anything: the few globals of
 * {@link PICKLE_GLOBALS} are names for what this reader itself builds (dictionary, storage, tensor), or for what it drops.
 * @throws Refusal `unsafe_pickle` naming the global or opcode, `malformed_file`, `limit_exceeded`
 */
export function unpickle(bytes: Uint8Array, path: string, start = 0): Unpickled {
  return new Unpickler(new PickleCursor(bytes, path, start), path).run();
}

const STOP = 0x2e;

class Unpickler {
  readonly #in: PickleCursor;
  readonly #path: string;
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack at each open mark. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  readonly #storages = new Map<string, PickledStorage>();
  /** Dictionaries that stand for an object's attributes. */
  readonly #settings = new WeakSet<PickleValue & object>();
  /** Which arrays are tuples: they may be keys, lists may not. */
  readonly #tuples = new WeakSet<PickleValue[]>();

  /** The opcodes that `torch.save` writes for tensors and what is beside them; the rest of pickle is left out on purpose. */
  readonly #steps = new Map<number, () => void>([
    [0x80 /* PROTO */, () => this.#protocol(this.#in.uint8())],
    [0x95 /* FRAME */, () => this.#in.skip(8)],
    [0x28 /* MARK */, () => this.#marks.push(this.#stack.length)],
    [0x4e /* NONE */, () => this.#stack.push(null)],
    [0x88 /* NEWTRUE */, () => this.#stack.push(true)],
    [0x89 /* NEWFALSE */, () => this.#stack.push(false)],
    [0x4a /* BININT */, () => this.#stack.push(this.#in.int32())],
    [0x4b /* BININT1 */, () => this.#stack.push(this.#in.uint8())],
    [0x4d /* BININT2 */, () => this.#stack.push(this.#in.uint16())],
    [0x8a /* LONG1 */, () => this.#stack.push(this.#in.long(this.#in.uint8()))],
    [0x8b /* LONG4 */, () => this.#stack.push(this.#in.long(this.#in.uint32()))],
    [0x47 /* BINFLOAT */, () => this.#stack.push(this.#in.float64())],
    [0x58 /* BINUNICODE */, () => this.#stack.push(this.#in.string(this.#in.uint32()))],
    [0x8c /* SHORT_BINUNICODE */, () => this.#stack.push(this.#in.string(this.#in.uint8()))],
    [0x55 /* SHORT_BINSTRING */, () => this.#stack.push(this.#in.string(this.#in.uint8()))],
    [0x54 /* BINSTRING */, () => this.#stack.push(this.#in.string(this.#in.uint32()))],
    [0x43 /* SHORT_BINBYTES */, () => this.#skipBytes(this.#in.uint8())],
    [0x42 /* BINBYTES */, () => this.#skipBytes(this.#in.uint32())],
    [0x8e /* BINBYTES8 */, () => this.#skipBytes(this.#in.uint64())],
    [0x96 /* BYTEARRAY8 */, () => this.#skipBytes(this.#in.uint64())],
    [0x29 /* EMPTY_TUPLE */, () => this.#tuple([])],
    [0x74 /* TUPLE */, () => this.#tuple(this.#popMark())],
    [0x85 /* TUPLE1 */, () => this.#tuple(this.#popMany(1))],
    [0x86 /* TUPLE2 */, () => this.#tuple(this.#popMany(2))],
    [0x87 /* TUPLE3 */, () => this.#tuple(this.#popMany(3))],
    [0x8f /* EMPTY_SET */, () => this.#stack.push({ kind: "unread" })],
    [0x90 /* ADDITEMS */, () => this.#addToSet()],
    [0x91 /* FROZENSET */, () => this.#frozenSet()],
    [0x5d /* EMPTY_LIST */, () => this.#stack.push([])],
    [0x61 /* APPEND */, () => this.#append(this.#popMany(1))],
    [0x65 /* APPENDS */, () => this.#append(this.#popMark())],
    [0x7d /* EMPTY_DICT */, () => this.#stack.push(new Map())],
    [0x73 /* SETITEM */, () => this.#setItems(this.#popMany(2))],
    [0x75 /* SETITEMS */, () => this.#setItems(this.#popMark())],
    [0x71 /* BINPUT */, () => this.#remember(this.#in.uint8())],
    [0x72 /* LONG_BINPUT */, () => this.#remember(this.#in.uint32())],
    [0x94 /* MEMOIZE */, () => this.#remember(this.#memo.size)],
    [0x68 /* BINGET */, () => this.#recall(this.#in.uint8())],
    [0x6a /* LONG_BINGET */, () => this.#recall(this.#in.uint32())],
    [0x63 /* GLOBAL */, () => this.#global(this.#in.line(), this.#in.line())],
    [0x93 /* STACK_GLOBAL */, () => this.#stackGlobal(this.#popMany(2))],
    [0x52 /* REDUCE */, () => this.#reduce(this.#popMany(2))],
    [0x81 /* NEWOBJ */, () => this.#newObject(this.#popMany(2))],
    [0x92 /* NEWOBJ_EX */, () => this.#newObject(this.#popMany(3))],
    [0x62 /* BUILD */, () => this.#setState()],
    [0x51 /* BINPERSID */, () => this.#storage(rebuildStorage(this.#popMany(1)[0], this.#path))],
  ]);

  constructor(cursor: PickleCursor, path: string) {
    this.#in = cursor;
    this.#path = path;
  }

  run(): Unpickled {
    for (let count = 0; count < READ_LIMITS.pickleOps; count++) {
      const op = this.#in.uint8();
      if (op === STOP) return this.#finish();
      const step = this.#steps.get(op);
      if (!step)
        throw this.#unsafe("opcode", {
          opcode: `0x${op.toString(16).padStart(2, "0")}`,
          at: `${this.#in.position - 1}`,
        });
      step();
      if (this.#stack.length + this.#marks.length > READ_LIMITS.pickleStack) {
        throw refuseOver(this.#path, "pickle_stack", { most: READ_LIMITS.pickleStack });
      }
    }
    throw refuseOver(this.#path, "pickle_steps", { most: READ_LIMITS.pickleOps });
  }

  #finish(): Unpickled {
    const [value = null] = this.#popMany(1);
    if (this.#stack.length > 0 || this.#marks.length > 0) throw refuseFile(this.#path, "pickle_leaves", {});
    return { value, end: this.#in.position, storages: this.#storages };
  }

  #protocol(version: number): void {
    if (version > 5) throw refuseFile(this.#path, "pickle_protocol", {});
  }

  #reduce([callee, args]: readonly PickleValue[]): void {
    if (!Array.isArray(args)) throw refuseFile(this.#path, "pickle_reduce", {});
    this.#stack.push(this.#call(callee, args));
  }

  /** The only meanings of a call. */
  #call(callee: PickleValue | undefined, args: readonly PickleValue[]): PickleValue {
    switch (isGlobal(callee) ? callee.does : undefined) {
      case "nothing":
        return { kind: "unread" };
      case "dictionary":
        return this.#dictionary(args);
      case "default_dictionary":
        return new Map();
      case "rebuild_tensor":
        return rebuildTensor(args, this.#path);
      case "rebuild_parameter":
        return args[0] ?? null;
      case "rebuild_from_type":
        return this.#rebuildFromType(args);
      default:
        throw this.#unsafe("call", {});
    }
  }

  /** Empty, or a `Counter` of a dictionary: that dictionary, since a copy of it could be asked for without end. */
  #dictionary([content = new Map(), ...more]: readonly PickleValue[]): PickleValue {
    if (content instanceof Map && more.length === 0) return content;
    throw refuseFile(this.#path, "pickle_dictionary", {});
  }

  /** `_rebuild_from_type_v2(function, type, arguments, state)`: a tensor with attributes, which are dropped. */
  #rebuildFromType([rebuild, , args]: readonly PickleValue[]): PickleValue {
    const inner = isGlobal(rebuild) && (rebuild.does === "rebuild_tensor" || rebuild.does === "rebuild_parameter");
    if (!inner || !Array.isArray(args)) throw refuseFile(this.#path, "pickle_rebuild", {});
    return this.#call(rebuild, args);
  }

  #newObject([type]: readonly PickleValue[]): void {
    const does = isGlobal(type) ? type.does : undefined;
    if (does !== "nothing" && does !== "settings") throw this.#unsafe("object", {});
    this.#stack.push(does === "nothing" ? { kind: "unread" } : this.#newSettings());
  }

  #skipBytes(count: number): void {
    this.#in.skip(count);
    this.#stack.push({ kind: "unread" });
  }

  #tuple(values: PickleValue[]): void {
    this.#tuples.add(values);
    this.#stack.push(values);
  }

  #addToSet(): void {
    this.#popMark();
    if (!isUnread(this.#stack.at(-1))) throw refuseFile(this.#path, "pickle_set", {});
  }

  #frozenSet(): void {
    this.#popMark();
    this.#stack.push({ kind: "unread" });
  }

  #global(module: string, name: string): void {
    const known = findGlobal(`${module} ${name}`);
    if (!known) throw this.#unsafe("global", { name: `${module}.${name}` });
    this.#stack.push(known);
  }

  #stackGlobal([module, name]: readonly PickleValue[]): void {
    if (typeof module !== "string" || typeof name !== "string") throw this.#unsafe("nameless", {});
    this.#global(module, name);
  }

  #storage(storage: PickledStorage): void {
    const known = this.#storages.get(storage.key) ?? storage;
    if (known.dtype !== storage.dtype || known.count !== storage.count) {
      throw refuseFile(this.#path, "pickle_storage_twice", { key: storage.key });
    }
    this.#storages.set(storage.key, known);
    this.#stack.push(known);
  }

  #newSettings(): PickleValue {
    const settings = new Map();
    this.#settings.add(settings);
    return settings;
  }

  /**
   * BUILD sets attributes: those of settings are what they say. torch gives the dictionary of tensors a `_metadata`, which
   * says nothing about the weights.
   */
  #setState(): void {
    const [state] = this.#popMany(1);
    const owner = this.#stack.at(-1);
    if (!(owner instanceof Map) && !isUnread(owner)) throw this.#unsafe("attributes", {});
    if (owner instanceof Map && state instanceof Map && this.#settings.has(owner)) this.#setItems([...state].flat());
  }

  #append(values: readonly PickleValue[]): void {
    const list = this.#stack.at(-1);
    if (isUnread(list)) return;
    if (!Array.isArray(list)) throw refuseFile(this.#path, "pickle_append", {});
    if (list.length + values.length > READ_LIMITS.pickleStack) throw refuseFile(this.#path, "pickle_long_list", {});
    for (const value of values) list.push(value);
  }

  #setItems(values: readonly PickleValue[]): void {
    const dictionary = this.#stack.at(-1);
    if (isUnread(dictionary)) return;
    if (!(dictionary instanceof Map) || values.length % 2 !== 0) throw refuseFile(this.#path, "pickle_items", {});
    for (let i = 0; i < values.length; i += 2) {
      const key = values[i] ?? null;
      if (key instanceof Map || (Array.isArray(key) && !this.#tuples.has(key))) {
        throw refuseFile(this.#path, "pickle_key", {});
      }
      if (dictionary.has(key)) {
        throw refuseFile(this.#path, "pickle_key_twice", { key: typeof key === "object" ? "(…)" : String(key) });
      }
      dictionary.set(key, values[i + 1] ?? null);
    }
  }

  #remember(index: number): void {
    const value = this.#stack.at(-1);
    if (value === undefined) throw refuseFile(this.#path, "pickle_remember", {});
    this.#memo.set(index, value);
    if (this.#memo.size > READ_LIMITS.pickleMemo) {
      throw refuseOver(this.#path, "pickle_memo", { most: READ_LIMITS.pickleMemo });
    }
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw refuseFile(this.#path, "pickle_recall", {});
    this.#stack.push(value);
  }

  /** Never takes what is below an open mark. */
  #popMany(count: number): PickleValue[] {
    if (this.#stack.length - (this.#marks.at(-1) ?? 0) < count) throw refuseFile(this.#path, "pickle_empty", {});
    return this.#stack.splice(this.#stack.length - count);
  }

  #popMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw refuseFile(this.#path, "pickle_mark", {});
    return this.#stack.splice(mark);
  }

  #unsafe<D extends DetailOf<"unsafe_pickle">>(
    detail: D,
    parameters: Omit<FailureParameters<"unsafe_pickle", D>, "path">,
  ): Refusal {
    return refuseAbout("unsafe_pickle", this.#path, detail, parameters);
  }
}

function isGlobal(value: PickleValue | undefined): value is PickleGlobal {
  return typeof value === "object" && value !== null && "does" in value;
}
