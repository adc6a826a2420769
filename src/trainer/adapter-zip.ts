import { makeZip } from "client-zip";
import { ADAPTER_NOTE, type AdapterNote } from "../contract/adapter-note.ts";
import { ARCHIVE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import type { SavedFile } from "../contract/model-library.ts";
import { readAdapterNote } from "../convert/read/adapter/adapter-note.ts";
import { checkNote } from "../convert/read/adapter/check-note.ts";
import { unpackArchive } from "../store/unpack-archive.ts";
import type { Base } from "./open-base.ts";

interface AdapterFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A folder as PEFT reads it, zipped without compression: floats would hardly shrink. */
export async function zipAdapter(name: string, files: readonly AdapterFile[], base: Base): Promise<SavedFile> {
  const said: AdapterNote = {
    format: "hostless-adapter",
    version: 1,
    name,
    base: { name: base.published, id: base.id },
  };
  const entries = [
    ...files.map(({ path, bytes }) => ({ path, blob: new Blob([new Uint8Array(bytes)]) })),
    { path: ADAPTER_NOTE, blob: new Blob([`${JSON.stringify(said, undefined, 2)}\n`]) },
  ];
  const zip = makeZip(entries.map(({ path, blob }) => ({ name: path, input: new Response(blob), size: blob.size })));
  return { name: `${stemOf(name)}.zip`, bytes: await new Response(zip).blob() };
}

/** The name of a file for a voice of that name, without its ending. */
export function stemOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80) || "adapter";
}

/** An adapter that came in a file. */
interface OpenedAdapter {
  /** What it calls itself, else the file's name. */
  readonly name: string;
  readonly terms: readonly LowRankTerm[];
  readonly files: readonly AdapterFile[];
}

/**
 * Reads a file with an adapter for this base: one that was saved here, any LoRA of PEFT's in a zip, or a voice.
 * @throws Refusal `malformed_file`, `no_usable_files`, `limit_exceeded`, `unsupported_architecture` for an adapter of another base
 */
export async function unpackAdapter(zip: NamedBytes, base: Base): Promise<OpenedAdapter> {
  const files = await unpackArchive(zip);
  const said = await readAdapterNote(files);
  if (said !== undefined) checkNote(said, base, zip.path);
  const terms = await readTerms(files, base);
  const kept = files.filter(({ path }) => path.startsWith("adapter_"));
  const read = kept.map(async ({ path, bytes }) => ({ path, bytes: new Uint8Array(await bytes.arrayBuffer()) }));
  const name = said?.name ?? zip.path.slice(zip.path.lastIndexOf("/") + 1).replace(ARCHIVE, "");
  return { name, terms, files: await Promise.all(read) };
}

/** Of an adapter's files, strangers' or those that were kept here. @throws Refusal as they deserve */
export async function readTerms(files: readonly NamedBytes[], base: Base): Promise<readonly LowRankTerm[]> {
  // Readers of strangers' files are only fetched by those who open one.
  const { readApart } = await import("../convert/read/adapter/read-apart.ts");
  return readApart(files, { shape: base.shape, ...(base.repo !== undefined && { repo: base.repo }) });
}
