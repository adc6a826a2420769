import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { packagePath } from "../../contract/manifest.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import type { FailureCode } from "../../contract/failure-parameters.ts";
import { failureOf } from "../../contract/outcome.ts";
import type { Listing } from "../../store/listing.ts";
import { listedDigest, listedModel, listedSize } from "../../store/record.ts";

/** A listing of the Hub as it lies on this disk. */
const keptListing = v.object({
  version: v.literal(1),
  ...listedModel,
  base: v.exactOptional(v.object({ name: v.string(), commit: v.string() })),
  files: v.array(
    v.object({
      path: packagePath,
      size: listedSize,
      digest: v.exactOptional(listedDigest),
      from: v.object({ url: v.string() }),
    }),
  ),
});

/** What the Hub says where it can say nothing of a repository. */
const AWAY: ReadonlySet<FailureCode> = new Set(["network", "server_error", "rate_limited"]);

/** Whether a failure of a look-up is the Hub's, and none of what was asked for. */
export function isAway(error: unknown): boolean {
  return AWAY.has(failureOf(error).code);
}

/** A file for each place that listings were asked of. @param asked as it was named, with its revision and what for */
function placeOf(cache: string, hubUrl: string, asked: string): string {
  const name = createHash("sha256").update(`${hubUrl}/${asked}`).digest("hex");
  return join(cache, "listings", `${name}.json`);
}

/** Keeps a listing all of whose wanted files are here, so that it can be had without the Hub. Where nothing can be written, that needs it. */
export async function keepListing(cache: string, hubUrl: string, asked: string, listing: Listing): Promise<void> {
  const place = placeOf(cache, hubUrl, asked);
  const part = `${place}.${process.pid}.part`;
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(part, JSON.stringify({ version: 1, ...listing }));
    await rename(part, place);
  } catch {
    // The files that were asked for are here: a cache that is full or read-only is no reason to end.
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** The listing that was kept last; nothing where there is none, or it is of another version. */
export async function recallListing(cache: string, hubUrl: string, asked: string): Promise<Listing | undefined> {
  const text = await readFile(placeOf(cache, hubUrl, asked), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { version: _, ...listing } = v.parse(keptListing, JSON.parse(text));
    return listing;
  } catch {
    return undefined;
  }
}

/** How a source was asked for. */
export function nameAsked(source: ModelSource & { readonly kind: "hub" }, use: string): string {
  const { repo, revision = "main", folder = "" } = source;
  return `${repo}@${revision} ${folder} ${use}`;
}
