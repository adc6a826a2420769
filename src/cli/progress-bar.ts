import type { Terminal } from "./command.ts";

const WIDTH = 24;

/** One line that is drawn over and over on a terminal; elsewhere a line per step of work, so that logs stay short. */
export class ProgressBar {
  readonly #terminal: Terminal;
  #label = "";

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** @param fraction 0 to 1; without it the step is only named */
  show(label: string, fraction?: number): void {
    if (this.#terminal.isTTY) {
      const done = Math.round((fraction ?? 0) * WIDTH);
      const bar = fraction === undefined ? "" : ` ${"█".repeat(done)}${"░".repeat(WIDTH - done)}`;
      const percent = fraction === undefined ? "" : ` ${Math.round(fraction * 100)} %`;
      this.#terminal.write(`\r\u001b[2K${label}${bar}${percent}`);
    } else if (label !== this.#label) {
      this.#terminal.write(`${label}\n`);
    }
    this.#label = label;
  }

  /** Wipes the bar off, so that what follows starts on a clean line. */
  clear(): void {
    if (this.#terminal.isTTY) this.#terminal.write("\r\u001b[2K");
    this.#label = "";
  }
}
