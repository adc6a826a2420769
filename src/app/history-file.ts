import * as v from "valibot";
import { LIMITS } from "../contract/limits.ts";
import { makeReference } from "../contract/model-reference.ts";
import { isSameSource, type StoredSource, storedSource } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import { OWN_MODEL } from "../bridge/own-model.ts";
import { siteNameOf } from "../contract/own-model.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { refuseFile, refuseOver } from "../contract/refuse-file.ts";
import { type Json, parseStrictObject, plainJson } from "../contract/strict-json.ts";
import { type HistoryEntry, historyEntry } from "./history-entry.ts";

const FORMAT = "hostless-history";
/** Of the file's form; a file of a later one is refused. */
const VERSION = 1;
/** Bytes that are read: hundreds of times what 500 runs take, and no more than a phone has memory for. */
export const LARGEST_HISTORY_FILE = 64 * 1024 * 1024;

/** What of a stranger's file may be as long as it likes elsewhere: twice what the page takes, for what was continued. */
const LONGEST_TEXT = 2 * LIMITS.promptCharacters;
const LONGEST_NAME = 200;
/** Milliseconds that a `Date` can hold. */
const LATEST = 8.64e15;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LATEST));

/** An entry that somebody else may have written: it opens no address but a model's, and is no longer than what the page takes. */
const broughtEntry = v.object({
  ...historyEntry.entries,
  id: time,
  at: time,
  source: v.exactOptional(v.pipe(storedSource, v.check(canBeOpened))),
  prompt: text,
  texts: v.pipe(v.array(text), v.maxLength(LIMITS.rows)),
});

function canBeOpened(source: StoredSource): boolean {
  if (source.kind === "site") return isSameSource(source, OWN_MODEL) || siteNameOf(source, OWN_MODEL) !== undefined;
  if (source.kind === "files") return true;
  return makeReference(source.repo, source.revision, source.folder) !== undefined;
}

/** A file's text, and how many entries it has. */
interface HistoryText {
  readonly text: string;
  readonly saved: number;
}

/** The newest entries as the text of a file: all of them where the file can be read again. @param entries newest first */
export function writeHistoryFile(entries: readonly HistoryEntry[], largest = LARGEST_HISTORY_FILE): HistoryText {
  const written = entries.map((entry) => JSON.stringify(entry));
  const begin = `{"format":"${FORMAT}","version":${VERSION},"entries":[\n`;
  let bytes = begin.length + END.length;
  const saved = written.findIndex((entry) => {
    bytes += new TextEncoder().encode(entry).length + SEPARATOR.length;
    return bytes > largest;
  });
  const fitting = saved < 0 ? written : written.slice(0, saved);
  return { text: begin + fitting.join(SEPARATOR) + END, saved: fitting.length };
}

const SEPARATOR = ",\n";
const END = "\n]}\n";

/**
 * The entries of a file that was exported.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `storage`
 */
export async function readHistoryFile(file: File): Promise<HistoryEntry[]> {
  const { name, size } = file;
  if (size > LARGEST_HISTORY_FILE) throw refuseOver(name, "file_bytes", { bytes: size, most: LARGEST_HISTORY_FILE });
  const json = parseStrictObject(decode(await bytesOf(file), name), name);
  const version = json.get("version");
  const entries = json.get("entries");
  if (json.get("format") !== FORMAT) throw refuseFile(name, "not_history", {});
  if (typeof version === "number" && version > VERSION) throw refuseFile(name, "history_later", {});
  if (version !== VERSION || !Array.isArray(entries)) throw refuseFile(name, "not_history", {});
  return entries.map((entry: Json, place) => readEntry(plainJson(entry), place, name));
}

async function bytesOf(file: File): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch(() => {
    throw refuse("storage", "unreadable", { path: file.name }, { subject: file.name });
  });
}

/** As text without a byte order mark, as some editors put before it. */
function decode(bytes: ArrayBuffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuseFile(name, "not_utf8", {});
  }
}

function readEntry(given: unknown, place: number, name: string): HistoryEntry {
  const parsed = v.safeParse(broughtEntry, given);
  const refuseAt = (field: string) => refuseFile(name, "history_entry", { entry: place + 1, field });
  // What is no object lacks its first field.
  if (!parsed.success) throw refuseAt(v.getDotPath(parsed.issues[0]) ?? "v");
  const { output: entry } = parsed;
  if (!entry.prompt.endsWith(entry.continued?.text ?? "")) throw refuseAt("continued");
  return { ...entry, model: cleanLine(entry.model, LONGEST_NAME) };
}
