import type { LoadProgress } from "../contract/load.ts";

type Listener = (progress: LoadProgress) => void | Promise<void>;
type Phase = LoadProgress["phase"];

/** In their order. */
const PHASES: readonly Phase[] = ["download", "convert", "start"];
/** How much of the bar each phase takes. Without conversion its share goes to the download. */
const SHARES = { download: 0.6, convert: 0.3, start: 0.1 } as const;
/** Speed is that of the last seconds, so that a stall shows soon. */
const SPEED_OVER_MS = 3000;
/** Share of the start that bringing a runtime takes which nobody expected. */
const RUNTIME_SHARE = 0.5;

interface Bytes {
  readonly loaded: number;
  readonly total: number;
}

/**
 * Turns what the phases of a load report, in any order and side by side, into one bar. Each phase moves its own share, and
 * none before the earlier ones are complete; the bar never goes back. A listener on another thread is never called while
 * its last call is under way; what it missed is in the next call.
 */
export class ProgressBar {
  readonly #listener: Listener;
  readonly #now: () => number;
  readonly #parts: Record<Phase, number> = { download: 0, convert: 1, start: 0 };
  #converts = false;
  #latest: LoadProgress | undefined;
  #sending: Promise<void> | undefined;
  #fraction = 0;
  #samples: { readonly at: number; readonly bytes: number }[] = [];
  #model: Bytes | undefined;
  #runtime: Bytes | undefined;

  constructor(listener: Listener, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Makes room for a conversion; to be called before the first report. */
  expectConversion(): void {
    this.#converts = true;
    this.#parts.convert = 0;
  }

  /** Counts a runtime of so many bytes with the model's files, beside which it comes. */
  expectRuntime(bytes: number): void {
    if (!this.#converts && bytes > 0) this.#runtime = { loaded: 0, total: bytes };
  }

  downloaded(loaded: number, total: number, paused = false): void {
    this.#model = { loaded, total };
    this.#reportDownload(paused);
  }

  /** Bytes of the runtime that are here. */
  broughtRuntime(loaded: number, total: number): void {
    if (this.#runtime === undefined) {
      this.started((RUNTIME_SHARE * loaded) / total);
    } else {
      this.#runtime = { loaded, total };
      this.#reportDownload(false);
    }
  }

  converted(part: number): void {
    this.#report("convert", part, false);
  }

  /** @param part 1 when the model is ready, whatever of the other phases was not needed */
  started(part: number): void {
    if (part === 1) for (const phase of PHASES) this.#parts[phase] = 1;
    this.#report("start", part, false);
  }

  /** Resolves when the listener has taken the last report. */
  async finish(): Promise<void> {
    await this.#sending;
  }

  #reportDownload(paused: boolean): void {
    // Of how much the model's bytes are a part is not known before the first of them.
    if (this.#model === undefined) return;
    const { loaded, total } = this.#bytes();
    const at = this.#now();
    this.#samples = [...this.#samples.filter((sample) => at - sample.at < SPEED_OVER_MS), { at, bytes: loaded }];
    this.#report("download", total === 0 ? 0 : loaded / total, paused);
  }

  #bytes(): Bytes {
    const all = [this.#model, this.#runtime].filter((bytes) => bytes !== undefined);
    return all.reduce((sum, { loaded, total }) => ({ loaded: sum.loaded + loaded, total: sum.total + total }), {
      loaded: 0,
      total: 0,
    });
  }

  #report(phase: Phase, part: number, paused: boolean): void {
    this.#parts[phase] = Math.max(this.#parts[phase], Math.min(1, part));
    const open = PHASES.findIndex((each) => this.#parts[each] < 1);
    // What a later phase has done counts when the earlier ones are complete.
    const counted = PHASES.slice(0, open + 1);
    const sum = counted.reduce((all, each) => all + this.#shareOf(each) * this.#parts[each], 0);
    this.#fraction = Math.max(this.#fraction, open === -1 ? 1 : sum);
    const current = PHASES[open] ?? "start";
    const bytesPerSecond = current === "download" ? this.#speed() : undefined;
    const { loaded, total } = this.#bytes();
    this.#latest = {
      phase: current,
      loadedBytes: loaded,
      totalBytes: total,
      fraction: this.#fraction,
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
      ...(paused ? { paused } : {}),
    };
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  #shareOf(phase: Phase): number {
    if (phase === "download" && !this.#converts) return SHARES.download + SHARES.convert;
    return phase === "convert" && !this.#converts ? 0 : SHARES[phase];
  }

  async #send(): Promise<void> {
    for (let next = this.#latest; next !== undefined; next = this.#latest) {
      this.#latest = undefined;
      await this.#listener(next);
    }
  }

  #speed(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 200) return undefined;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
