import type { LoadProgress } from "../contract/engine.ts";

type Listener = (progress: LoadProgress) => void | Promise<void>;

/** How much of the bar each phase takes. Without conversion its share goes to the download. */
const SHARES = { download: 0.6, convert: 0.3, start: 0.1 } as const;
/** Speed is that of the last seconds, so that a stall shows soon. */
const SPEED_OVER_MS = 3000;

/**
 * Turns what the phases of a load report into one bar that never goes back. A listener on another thread is never
 * called while its last call is under way; what it missed is in the next call.
 */
export class ProgressBar {
  readonly #listener: Listener;
  readonly #now: () => number;
  #converts = false;
  #latest: LoadProgress | undefined;
  #sending: Promise<void> | undefined;
  #fraction = 0;
  #samples: { readonly at: number; readonly bytes: number }[] = [];
  #bytes = { loaded: 0, total: 0 };

  constructor(listener: Listener, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Makes room for a conversion; to be called before the first report. */
  expectConversion(): void {
    this.#converts = true;
  }

  downloaded(loaded: number, total: number, paused = false): void {
    this.#bytes = { loaded, total };
    const at = this.#now();
    this.#samples = [...this.#samples.filter((sample) => at - sample.at < SPEED_OVER_MS), { at, bytes: loaded }];
    this.#report("download", total === 0 ? 0 : loaded / total, paused);
  }

  converted(part: number): void {
    this.#report("convert", part, false);
  }

  started(part: number): void {
    this.#report("start", part, false);
  }

  /** Resolves when the listener has taken the last report. */
  async finish(): Promise<void> {
    await this.#sending;
  }

  #report(phase: LoadProgress["phase"], part: number, paused: boolean): void {
    const download = SHARES.download + (this.#converts ? 0 : SHARES.convert);
    const begin = { download: 0, convert: download, start: 1 - SHARES.start }[phase];
    const share = phase === "download" ? download : SHARES[phase];
    this.#fraction = Math.max(this.#fraction, Math.min(1, begin + share * part));
    const bytesPerSecond = phase === "download" ? this.#speed() : undefined;
    this.#latest = {
      phase,
      loadedBytes: this.#bytes.loaded,
      totalBytes: this.#bytes.total,
      fraction: this.#fraction,
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
      ...(paused ? { paused } : {}),
    };
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
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
