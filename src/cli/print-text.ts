import type { Terminal } from "./command.ts";

/** Control characters other than line ends and tabs. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * Writes text that may hold a stranger's words: a model's, or a file's name. A terminal shows their control characters as
 * escapes (`\u001b`), so that none erases lines, moves the cursor or sets the clipboard; a pipe gets them as they are.
 */
export function printText(terminal: Terminal, text: string): void {
  terminal.write(terminal.isTTY ? text.replace(CONTROL, escapeCode) : text);
}

function escapeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
