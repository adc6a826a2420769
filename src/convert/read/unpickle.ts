import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { callGlobal, isGlobal, refuseUnsafe } from "./pickle-calls.ts";
import { PickleCursor } from "./pickle-cursor.ts";
import { setItems } from "./pickle-dictionary.ts";
import { PickleStack } from "./pickle-stack.ts";
import { findGlobal, isUnread, type PickledStorage, type PickleValue } from "./pickle-values.ts";
import { rebuildStorage } from "./rebuild-tensor.ts";
import { refuseGlobal } from "./whole-model.ts";

interface Unpickled {
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

class Unpickler {
  readonly #in: PickleCursor;
  readonly #path: string;
  readonly #stack: PickleStack;
  readonly #storages = new Map<string, PickledStorage>();
  /** Dictionaries that stand for an object's attributes. */
  readonly #settings = new WeakSet<PickleValue & object>();
  /** Which arrays are tuples: they may be keys, lists may not. */
  readonly #tuples = new WeakSet<PickleValue[]>();

  /** The opcodes that `torch.save` writes for tensors and what is beside them; the rest is left out on purpose. 0x2e, STOP, ends a pickle. */
  readonly #steps = new Map<number, () => void>([
    [0x80 /* PROTO */, () => this.#protocol(this.#in.uint8())],
    [0x95 /* FRAME */, () => this.#in.skip(8)],
    [0x28 /* MARK */, () => this.#stack.mark()],
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
    [0x74 /* TUPLE */, () => this.#tuple(this.#stack.popMark())],
    [0x85 /* TUPLE1 */, () => this.#tuple(this.#stack.popMany(1))],
    [0x86 /* TUPLE2 */, () => this.#tuple(this.#stack.popMany(2))],
    [0x87 /* TUPLE3 */, () => this.#tuple(this.#stack.popMany(3))],
    [0x8f /* EMPTY_SET */, () => this.#stack.push({ kind: "unread" })],
    [0x90 /* ADDITEMS */, () => this.#addToSet()],
    [0x91 /* FROZENSET */, () => this.#frozenSet()],
    [0x5d /* EMPTY_LIST */, () => this.#stack.push([])],
    [0x61 /* APPEND */, () => this.#append(this.#stack.popMany(1))],
    [0x65 /* APPENDS */, () => this.#append(this.#stack.popMark())],
    [0x7d /* EMPTY_DICT */, () => this.#stack.push(new Map())],
    [0x73 /* SETITEM */, () => this.#setItems(this.#stack.popMany(2))],
    [0x75 /* SETITEMS */, () => this.#setItems(this.#stack.popMark())],
    [0x71 /* BINPUT */, () => this.#stack.remember(this.#in.uint8())],
    [0x72 /* LONG_BINPUT */, () => this.#stack.remember(this.#in.uint32())],
    [0x94 /* MEMOIZE */, () => this.#stack.remember(this.#stack.remembered)],
    [0x68 /* BINGET */, () => this.#stack.recall(this.#in.uint8())],
    [0x6a /* LONG_BINGET */, () => this.#stack.recall(this.#in.uint32())],
    [0x63 /* GLOBAL */, () => this.#global(this.#in.line(), this.#in.line())],
    [0x93 /* STACK_GLOBAL */, () => this.#stackGlobal(this.#stack.popMany(2))],
    [0x52 /* REDUCE */, () => this.#reduce(this.#stack.popMany(2))],
    [0x81 /* NEWOBJ */, () => this.#newObject(this.#stack.popMany(2))],
    [0x92 /* NEWOBJ_EX */, () => this.#newObject(this.#stack.popMany(3))],
    [0x62 /* BUILD */, () => this.#setState()],
    [0x51 /* BINPERSID */, () => this.#storage(rebuildStorage(this.#stack.popMany(1)[0], this.#path))],
  ]);

  constructor(cursor: PickleCursor, path: string) {
    this.#in = cursor;
    this.#path = path;
    this.#stack = new PickleStack(path);
  }

  run(): Unpickled {
    for (let count = 0; count < READ_LIMITS.pickleOps; count++) {
      const op = this.#in.uint8();
      if (op === 0x2e) return { value: this.#stack.finish(), end: this.#in.position, storages: this.#storages };
      const step = this.#steps.get(op);
      if (!step) throw this.#unknown(op);
      step();
      this.#stack.checkHeight();
    }
    throw refuseOver(this.#path, "pickle_steps", { most: READ_LIMITS.pickleOps });
  }

  #unknown(op: number) {
    const opcode = `0x${op.toString(16).padStart(2, "0")}`;
    return refuseUnsafe(this.#path, "opcode", { opcode, at: `${this.#in.position - 1}` });
  }

  #protocol(version: number): void {
    if (version > 5) throw refuseFile(this.#path, "pickle_protocol", {});
  }

  #reduce([callee, args]: readonly PickleValue[]): void {
    if (!Array.isArray(args)) throw refuseFile(this.#path, "pickle_reduce", {});
    this.#stack.push(callGlobal(callee, args, this.#path));
  }

  #newObject([type]: readonly PickleValue[]): void {
    const does = isGlobal(type) ? type.does : undefined;
    if (does !== "nothing" && does !== "settings") throw refuseUnsafe(this.#path, "object", {});
    const made: PickleValue = does === "nothing" ? { kind: "unread" } : new Map();
    if (made instanceof Map) this.#settings.add(made);
    this.#stack.push(made);
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
    this.#stack.popMark();
    if (!isUnread(this.#stack.top)) throw refuseFile(this.#path, "pickle_set", {});
  }

  #frozenSet(): void {
    this.#stack.popMark();
    this.#stack.push({ kind: "unread" });
  }

  #global(module: string, name: string): void {
    const known = findGlobal(`${module} ${name}`);
    if (!known) throw refuseGlobal(this.#path, module, name);
    this.#stack.push(known);
  }

  #stackGlobal([module, name]: readonly PickleValue[]): void {
    if (typeof module !== "string" || typeof name !== "string") throw refuseUnsafe(this.#path, "nameless", {});
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

  /**
   * BUILD sets attributes: those of settings are what they say. torch gives the dictionary of tensors a `_metadata`, which
   * says nothing about the weights.
   */
  #setState(): void {
    const [state] = this.#stack.popMany(1);
    const owner = this.#stack.top;
    if (!(owner instanceof Map) && !isUnread(owner)) throw refuseUnsafe(this.#path, "attributes", {});
    if (owner instanceof Map && state instanceof Map && this.#settings.has(owner)) this.#setItems([...state].flat());
  }

  #append(values: readonly PickleValue[]): void {
    const list = this.#stack.top;
    if (isUnread(list)) return;
    if (!Array.isArray(list)) throw refuseFile(this.#path, "pickle_append", {});
    if (list.length + values.length > READ_LIMITS.pickleStack) throw refuseFile(this.#path, "pickle_long_list", {});
    for (const value of values) list.push(value);
  }

  #setItems(values: readonly PickleValue[]): void {
    setItems(this.#stack.top, values, (array) => this.#tuples.has(array), this.#path);
  }
}
