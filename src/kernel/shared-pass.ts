import type { ForwardPass, TokenRows } from "../contract/forward-pass.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { NEW_ROW } from "./kv-cache.ts";

type Want = "last" | "all";

interface Asked {
  readonly tokens: TokenRows;
  readonly want: Want;
  resolve(logits: Float32Array): void;
  reject(error: unknown): void;
}

/** One user of the pass. */
interface Seat {
  /** Rows of the cache that are its own. */
  rows: number;
  /** What it waits for. */
  asked: Asked | undefined;
}

/**
 * Lets several runs use one pass at a time, each as if it were alone: whenever all of them wait for logits, what they ask for is
 * computed together. Sums of the kernel depend on no other row, so each gets the very logits that it would get by itself. A run
 * must not wait for anything but its own tokens: all others wait for it.
 */
export class SharedPass {
  readonly #pass: KernelForwardPass;
  readonly #seats = new Set<Seat>();
  #computes = false;

  constructor(pass: KernelForwardPass) {
    this.#pass = pass;
  }

  /** Hands the work a pass of its own, whose rows go with it. */
  async use<T>(work: (pass: ForwardPass) => Promise<T>): Promise<T> {
    const seat: Seat = { rows: 0, asked: undefined };
    this.#seats.add(seat);
    try {
      return await work(this.#passOf(seat));
    } finally {
      await this.#arrange(seat, []);
      this.#seats.delete(seat);
      this.#computeIfAllWait();
    }
  }

  #passOf(seat: Seat): ForwardPass {
    const { vocabSize, maxPositions } = this.#pass;
    return {
      vocabSize,
      maxPositions,
      // Nothing is promised to be used again: another run may have taken the room.
      cached: [],
      forward: (tokens, want = "last") => this.#ask(seat, tokens, want),
      reorder: (rows) => this.#arrange(seat, rows),
      truncate: async (length) => {
        if (length > 0) throw new RangeError("A shared pass keeps no part of a row.");
        await this.#arrange(seat, []);
      },
      dispose: async () => undefined,
    };
  }

  #ask(seat: Seat, tokens: TokenRows, want: Want): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (seat.rows > 0 && seat.rows !== tokens.length)
        throw new RangeError(`${tokens.length} rows were given, the cache holds ${seat.rows}.`);
      seat.asked = { tokens, want, resolve, reject };
      this.#computeIfAllWait();
    });
  }

  /** Gives a seat's rows a new order; the others stay as they are. */
  async #arrange(seat: Seat, rows: readonly number[]): Promise<void> {
    if (seat.rows === 0 && rows.length === 0) return;
    const order: number[] = [];
    let first = 0;
    for (const other of this.#seats) {
      const own = other === seat ? rows : Array.from({ length: other.rows }, (_, row) => row);
      for (const row of own) order.push(row === NEW_ROW ? NEW_ROW : first + row);
      first += other.rows;
    }
    // The rows move at once: who asks meanwhile must find them where they are.
    const moved = this.#pass.reorder(order);
    seat.rows = rows.length;
    await moved;
  }

  #computeIfAllWait(): void {
    if (this.#computes || this.#seats.size === 0) return;
    const waiting = [...this.#seats].flatMap((seat) => (seat.asked === undefined ? [] : [{ seat, asked: seat.asked }]));
    if (waiting.length < this.#seats.size) return;
    this.#computes = true;
    void this.#computeRound(waiting);
  }

  /** The answers are handed out at the end of the round: who has one may change the order of the rows. */
  async #computeRound(waiting: readonly Waiting[]): Promise<void> {
    const hands: (() => void)[] = [];
    try {
      for (const { seat, asked } of waiting) await this.#begin(seat, asked);
      const together = waiting.filter(({ asked }) => asked.want === "last");
      // Where nothing else is computed before they are asked for anew, logits stay where they are.
      const stay = together.length === waiting.length;
      if (together.length > 0) hands.push(...(await this.#compute(together, "last", stay)));
      // Logits of whole texts are large: one text after the other.
      for (const one of waiting)
        if (one.asked.want === "all") hands.push(...(await this.#compute([one], "all", false)));
    } catch (error) {
      // Rows may hold positions that were never computed.
      await this.#pass.reorder([]);
      for (const { seat } of waiting) seat.rows = 0;
      hands.splice(
        0,
        hands.length,
        ...waiting.map(
          ({ asked }) =>
            () =>
              asked.reject(error),
        ),
      );
    }
    this.#computes = false;
    for (const { seat } of waiting) seat.asked = undefined;
    for (const hand of hands) hand();
  }

  async #begin(seat: Seat, { tokens }: Asked): Promise<void> {
    if (seat.rows === tokens.length) return;
    await this.#arrange(
      seat,
      tokens.map(() => NEW_ROW),
    );
  }

  async #compute(group: readonly Waiting[], want: Want, stay: boolean): Promise<(() => void)[]> {
    const asked = new Map(group.map((one) => [one.seat, one.asked]));
    const rows = [...this.#seats].flatMap((seat) => asked.get(seat)?.tokens ?? idle(seat));
    const logits = await this.#pass.forward(rows, want);
    let from = 0;
    return [...this.#seats].flatMap((seat) => {
      const own = asked.get(seat);
      if (own === undefined) return [];
      const count = want === "last" ? own.tokens.length : own.tokens.reduce((sum, ids) => sum + ids.length, 0);
      const bounds: [number, number] = [from * this.#pass.vocabSize, (from + count) * this.#pass.vocabSize];
      const part = stay ? logits.subarray(...bounds) : logits.slice(...bounds);
      from += count;
      return [() => own.resolve(part)];
    });
  }
}

interface Waiting {
  readonly seat: Seat;
  readonly asked: Asked;
}

function idle({ rows }: Seat): TokenRows {
  return Array.from({ length: rows }, () => []);
}
