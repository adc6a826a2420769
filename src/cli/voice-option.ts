import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { VOICE_FILE } from "../contract/archive.ts";
import { VOICE_BYTES } from "../voice/voice.ts";
import { type CommandOption, type OptionValues, textOf, UsageError } from "./command.ts";
import { readAmount } from "./read-amount.ts";

export const VOICE_OPTIONS: readonly CommandOption[] = [
  {
    name: "voice",
    value: "FILE",
    help: "Write a small one, too, that fits a link (.hostless-voice): one more pass, and less of the style. Where --out is finished, only that.",
  },
  { name: "voice-bytes", value: "N", help: `Most bytes of it, 1000 to ${VOICE_BYTES}. Default 8192.` },
];

/** Where the small adapter goes, and its most bytes. */
export interface VoicePlace {
  readonly path: string;
  readonly bytes: number;
}

/** What is asked for is checked here, since training goes on for minutes before it is written. @throws UsageError */
export function readVoiceOption(values: OptionValues): VoicePlace | undefined {
  const path = textOf(values, "voice");
  const bytes = readAmount(values, "voice-bytes", { fallback: 8192, least: 1000, most: VOICE_BYTES, whole: true });
  if (path === undefined) {
    if (textOf(values, "voice-bytes") !== undefined) throw new UsageError("--voice-bytes: give --voice FILE, too.");
    return undefined;
  }
  if (!VOICE_FILE.test(path)) throw new UsageError(`--voice ${path}: give a name that ends with .hostless-voice.`);
  if (existsSync(path)) throw new UsageError(`--voice ${path}: is there already; give another name.`);
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`--voice ${path}: there is no folder ${folder}.`);
  return { path, bytes };
}
