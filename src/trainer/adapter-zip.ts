import { makeZip } from "client-zip";
import * as v from "valibot";
import type { NamedBytes } from "../contract/bytes.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import type { SavedFile } from "../contract/model-library.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { readText } from "../convert/read/read-range.ts";
import { unzipModel } from "../store/unzip-model.ts";
import type { Base } from "./open-base.ts";

/** Says beside PEFT's files of which base an adapter is: they name it, but not which state of it. */
const NOTE = "hostless-adapter.json";
const NOTE_BYTES = 65_536;

const note = v.object({
  format: v.literal("hostless-adapter"),
  version: v.literal(1),
  name: v.string(),
  base: v.object({ name: v.string(), id: v.string() }),
});

interface AdapterFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A folder as PEFT reads it, zipped without compression: floats would hardly shrink. */
export async function zipAdapter(name: string, files: readonly AdapterFile[], base: Base): Promise<SavedFile> {
  const said = { format: "hostless-adapter", version: 1, name, base: { name: base.published, id: base.id } };
  const entries = [
    ...files.map(({ path, bytes }) => ({ path, blob: new Blob([new Uint8Array(bytes)]) })),
    { path: NOTE, blob: new Blob([`${JSON.stringify(said, undefined, 2)}\n`]) },
  ];
  const zip = makeZip(entries.map(({ path, blob }) => ({ name: path, input: new Response(blob), size: blob.size })));
  const stem = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80) || "adapter";
  return { name: `${stem}.zip`, bytes: await new Response(zip).blob() };
}

/** An adapter that came in a zip. */
interface OpenedAdapter {
  /** What it calls itself, else the file's name. */
  readonly name: string;
  readonly terms: readonly LowRankTerm[];
  readonly files: readonly AdapterFile[];
}

/**
 * Reads a zip with an adapter for this base: one that was saved here, or any LoRA of PEFT's.
 * @throws Refusal `malformed_file`, `no_usable_files`, `limit_exceeded`, `unsupported_architecture` for an adapter of another base
 */
export async function unzipAdapter(zip: NamedBytes, base: Base): Promise<OpenedAdapter> {
  const files = await unzipModel(zip);
  const said = await readNote(files);
  if (said !== undefined && said.base.id !== base.id) {
    const names = { base: said.base.name, model: base.published };
    throw refuseAbout("unsupported_architecture", zip.path, "adapter_base", names);
  }
  const terms = await readTerms(files, base);
  const kept = files.filter(({ path }) => path.startsWith("adapter_"));
  const read = kept.map(async ({ path, bytes }) => ({ path, bytes: new Uint8Array(await bytes.arrayBuffer()) }));
  const name = said?.name ?? zip.path.slice(zip.path.lastIndexOf("/") + 1).replace(/\.zip$/i, "");
  return { name, terms, files: await Promise.all(read) };
}

/** Of an adapter's files, strangers' or those that were kept here. @throws Refusal as they deserve */
export async function readTerms(files: readonly NamedBytes[], base: Base): Promise<readonly LowRankTerm[]> {
  // Readers of strangers' files are only fetched by those who open one.
  const { readApart } = await import("../convert/read/adapter/read-apart.ts");
  return readApart(files, { shape: base.shape, ...(base.repo !== undefined && { repo: base.repo }) });
}

async function readNote(files: readonly NamedBytes[]): Promise<v.InferOutput<typeof note> | undefined> {
  const file = files.find(({ path }) => path === NOTE);
  if (file === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), note), await readText(file, NOTE_BYTES));
  return parsed.success ? parsed.output : undefined;
}
