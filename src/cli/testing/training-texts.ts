import { spawn } from "node:child_process";
import { prepareTexts } from "../../train/prepare-texts.ts";

const WORDS = ["red", "blue", "green", "gold", "grey", "pink"];
/** Sixty short texts of one kind. */
export const TEXTS = WORDS.flatMap((one) =>
  WORDS.slice(1).flatMap((other) => [`${one} ${other}`, `${other} and ${one}!`]),
);

/** Those of them that the command sets aside by its seed, 1. */
export function heldOutTexts(): string[] {
  const encode = (text: string) => [TEXTS.indexOf(text)];
  const { heldOut } = prepareTexts(TEXTS, encode, { start: [], end: 0, longest: 9, seed: 1 });
  return heldOut.map(([index = 0]) => TEXTS[index] ?? "");
}

/** Runs a training in a process of its own, which is killed once it has kept another state. @returns the signal that ended it */
export function killAtCheckpoint(args: readonly string[]): Promise<string | null> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/testing/killed-at-checkpoint.ts", ...args]);
  return new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
}
