import type { NamedBytes } from "../contract/bytes.ts";
import type { StoredModel } from "../contract/model-library.ts";
import { refuse } from "../contract/outcome.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey, matches } from "./digest.ts";
import { RECORD_ENTRY } from "./export-model.ts";
import { MANIFEST, type Entries, type Claim, exportedModel, savedPackage } from "./import-claim.ts";
import { lockRecords, whileUsed } from "./keep-records.ts";
import { addressOfMade } from "./package-shelf.ts";
import { putBlob } from "./put-blob.ts";
import { describeRecord, type ModelRecord, readRecord, recordId, writeRecord } from "./record.ts";
import type { StoreWorld } from "./store-world.ts";
import { readStoredZip } from "./stored-zip.ts";

const LONGEST_NAME = 100;

/**
 * Puts a model that was exported under Storage, or a package that was saved, into the store; each file is checked first.
 * Whatever the file says of its origin, it becomes one of the visitor's own models, under a name that says that it was
 * imported: it neither answers for a repository or for the site's model, nor replaces a model that is kept.
 * @throws Refusal `malformed_file`, `integrity`, `quota`, `storage`
 */
export async function importModel(file: NamedBytes, store: BlobStore, world: StoreWorld): Promise<StoredModel> {
  const entries = await readStoredZip(file);
  const claim = (await exportedModel(entries)) ?? (await savedPackage(entries));
  if (claim === undefined) {
    throw refuseFile(file.path, "not_saved_model", { record: RECORD_ENTRY, manifest: MANIFEST });
  }
  const keys = claim.files.map(({ digest }) => digestKey(digest));
  return whileUsed(store, keys, world, async () => {
    for (const listed of claim.files) await putEntry(listed, entries, store, world);
    // Two tabs that import at the same time must not give two models one name.
    const [id, record] = await lockRecords(world, () => keepImported(claim, store, world));
    return describeRecord(store, id, record);
  });
}

async function putEntry(
  { path, size, digest }: Claim["files"][number],
  entries: Entries,
  store: BlobStore,
  world: StoreWorld,
): Promise<void> {
  const bytes = entries.get(path);
  if (bytes === undefined || bytes.size !== size || !(await matches(bytes, digest))) {
    throw refuse("integrity", "changed_in_zip", { path }, { subject: path });
  }
  await putBlob(store, digest, bytes, world.locks);
}

/** Writes the record under a free name. */
async function keepImported(claim: Claim, store: BlobStore, world: StoreWorld): Promise<[string, ModelRecord]> {
  const name = await freeName(claim, store, world);
  const record: ModelRecord = {
    version: 1,
    source: { kind: "files", name, files: [] },
    name,
    origin: "this device",
    ...(claim.manifest === undefined ? {} : { manifest: claim.manifest }),
    converted: true,
    imported: true,
    files: claim.files.map((listed) => ({ ...listed, url: addressOfMade(name, listed.path, world.siteBase) })),
    kept: claim.files.map(({ path }) => path),
    lastUsed: world.date(),
  };
  const id = recordId(record.source, world);
  await writeRecord(store, id, record);
  return [id, record];
}

/** The claimed name, marked as imported, and numbered where another model has it; the same model keeps its own. */
async function freeName(
  { name, files }: Claim,
  store: BlobStore,
  world: Pick<StoreWorld, "siteBase" | "hubUrl">,
): Promise<string> {
  const base = cleanLine(name.replace(IMPORTED, ""), LONGEST_NAME) || "Model";
  for (let number = 1; ; number++) {
    const free = `${base} (imported${number === 1 ? "" : ` ${number}`})`;
    const there = await readRecord(store, recordId({ kind: "files", name: free, files: [] }, world));
    if (there === undefined || haveSameFiles(there.files, files)) return free;
  }
}

const IMPORTED = / \(imported(?: \d+)?\)$/;

function haveSameFiles(some: Claim["files"], others: Claim["files"]): boolean {
  const digests = new Set(others.map(({ path, digest }) => `${path} ${digest.hex}`));
  return some.length === others.length && some.every(({ path, digest }) => digests.has(`${path} ${digest.hex}`));
}
