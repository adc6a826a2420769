import type { ForwardPass } from "../contract/forward-pass.ts";

/** Positions of a pass that checks a draft: the kernel multiplies four tokens at a time, and has room for the logits of eight. */
export const CHECKED = [2, 4, 8] as const;
type Checked = (typeof CHECKED)[number];

/** In passes of one position, before any was timed: GPT-2 124M on the kernel, one thread, in 8 bits and in 4. */
const USUAL: Record<Checked, number> = { 2: 1.9, 4: 2.7, 8: 4.9 };
/** Of what is known, the share that a new time replaces. */
const SHARE = 0.2;
/** One pass that was held up by other work says no more than this many times what is known. */
const MOST = 2;
/** Of the way back to {@link USUAL}, what each pass of one position goes: what was slow in a bad moment is tried again. */
const FORGOTTEN = 0.005;

/** Tokens' time that checking drafts may lose in all at any moment, and at first. */
const MOST_CREDIT = 4.5;
const FIRST_CREDIT = 2;
/** What each token that is written without a draft adds to it: so slower can a text get in the long run. */
const CREDIT_PER_TOKEN = 0.02;

/** What passes of several positions cost on this machine, timed while texts are written, and what may yet be lost by them. */
export class PassCosts {
  #single: number | undefined;
  #ratios: Record<Checked, number> = { ...USUAL };
  #credit = FIRST_CREDIT;

  /** Passes of one position that take as long as one of so many. */
  of(positions: Checked): number {
    return this.#ratios[positions];
  }

  /** Whether a pass may be lost whole. */
  mayLose(positions: Checked): boolean {
    return this.#ratios[positions] - 1 <= this.#credit;
  }

  /** Notes a pass of one position. */
  addSingle(ms: number): void {
    const known = this.#single;
    this.#single = known === undefined || known === 0 ? ms : blend(known, ms);
    for (const positions of CHECKED) {
      this.#ratios[positions] += FORGOTTEN * (USUAL[positions] - this.#ratios[positions]);
    }
    this.#earn(CREDIT_PER_TOKEN);
  }

  /** Notes a pass that checks a draft. */
  addChecked(positions: Checked, ms: number): void {
    // One token comes of it in any case.
    this.#earn(1 - this.#ratios[positions]);
    const single = this.#single;
    if (single === undefined || single === 0) return;
    this.#ratios[positions] = blend(this.#ratios[positions], ms / single);
  }

  /** Notes that the text went on as a draft said. */
  addHit(): void {
    this.#earn(1);
  }

  #earn(tokens: number): void {
    this.#credit = Math.min(MOST_CREDIT, this.#credit + tokens);
  }
}

function blend(known: number, found: number): number {
  return known + SHARE * (Math.min(found, MOST * known) - known);
}

const costs = new WeakMap<ForwardPass, PassCosts>();

/** Those of a loaded model: what one run finds out the next one knows. */
export function costsOf(forward: ForwardPass): PassCosts {
  const known = costs.get(forward) ?? new PassCosts();
  costs.set(forward, known);
  return known;
}
