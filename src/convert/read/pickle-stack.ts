import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import { READ_LIMITS } from "./limits.ts";
import type { PickleValue } from "./pickle-values.ts";

/** The values that a pickle's steps work on, and those that it remembers. Never holds more than the limits. */
export class PickleStack {
  readonly #path: string;
  readonly #values: PickleValue[] = [];
  /** Heights of the stack at each open mark. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(path: string) {
    this.#path = path;
  }

  push(value: PickleValue): void {
    this.#values.push(value);
  }

  /** The last value; it stays. */
  get top(): PickleValue | undefined {
    return this.#values.at(-1);
  }

  /** Opens a mark, up to which {@link popMark} takes. */
  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** Never takes what is below an open mark. */
  popMany(count: number): PickleValue[] {
    if (this.#values.length - (this.#marks.at(-1) ?? 0) < count) throw refuseFile(this.#path, "pickle_empty", {});
    return this.#values.splice(this.#values.length - count);
  }

  popMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw refuseFile(this.#path, "pickle_mark", {});
    return this.#values.splice(mark);
  }

  /** How many values are remembered. */
  get remembered(): number {
    return this.#memo.size;
  }

  /** Remembers the last value. */
  remember(index: number): void {
    const value = this.top;
    if (value === undefined) throw refuseFile(this.#path, "pickle_remember", {});
    this.#memo.set(index, value);
    if (this.#memo.size > READ_LIMITS.pickleMemo) {
      throw refuseOver(this.#path, "pickle_memo", { most: READ_LIMITS.pickleMemo });
    }
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw refuseFile(this.#path, "pickle_recall", {});
    this.#values.push(value);
  }

  /** To be asked after each step. @throws Refusal `limit_exceeded` */
  checkHeight(): void {
    if (this.#values.length + this.#marks.length > READ_LIMITS.pickleStack) {
      throw refuseOver(this.#path, "pickle_stack", { most: READ_LIMITS.pickleStack });
    }
  }

  /** The one value that a whole pickle leaves. */
  finish(): PickleValue {
    const [value = null] = this.popMany(1);
    if (this.#values.length > 0 || this.#marks.length > 0) throw refuseFile(this.#path, "pickle_leaves", {});
    return value;
  }
}
