import { Refusal } from "../../contract/outcome.ts";
import { fetchChecked } from "./fetch-checked.ts";
import type { ListedFile, Listing, OpenedFiles, OpenOptions, StoreWorld } from "./listing.ts";

/**
 * Opens the named files of a model. Each is fetched whole when it is first read, checked against its size and sha-256,
 * and held in memory.
 * @throws Refusal `no_usable_files` when the listing has no such file
 */
export async function openFiles(
  listing: Listing,
  paths: readonly string[],
  world: StoreWorld,
  options: OpenOptions,
): Promise<OpenedFiles> {
  const chosen = new Map(paths.map((path) => [path, find(listing, path)]));
  const total = [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  const held = new Map<string, Promise<Uint8Array>>();
  const entry = (path: string): ListedFile => chosen.get(path) ?? missing(listing, path);
  const bytes = (path: string): Promise<Uint8Array> => {
    const file = entry(path);
    const known = held.get(path);
    if (known !== undefined) return known;
    const reading = readFile(file, world, options.signal, (count) => {
      loaded += count;
      options.onBytes?.(loaded, total);
    });
    held.set(path, reading);
    return reading;
  };
  return {
    files: {
      paths,
      size: (path) => entry(path).size,
      bytes,
      text: async (path) => new TextDecoder().decode(await bytes(path)),
      async *stream(path) {
        yield await bytes(path);
      },
    },
    kept: { where: listing.source.kind === "files" ? "files" : "memory" },
  };
}

async function readFile(
  file: ListedFile,
  world: StoreWorld,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<Uint8Array> {
  if ("bytes" in file.from) {
    onBytes(file.size);
    return new Uint8Array(await file.from.bytes.arrayBuffer());
  }
  const response = await fetchChecked(world.fetch, file.from.url, signal);
  const whole = new Uint8Array(file.size);
  let filled = 0;
  for (const reader = response.body?.getReader(); reader !== undefined; ) {
    const { done, value } = await readChunk(reader, file.from.url, signal);
    if (done) break;
    if (filled + value.length > file.size) throw sizeMismatch(file, filled + value.length);
    whole.set(value, filled);
    filled += value.length;
    onBytes(value.length);
  }
  if (filled !== file.size) throw sizeMismatch(file, filled);
  if (file.sha256 !== undefined && (await sha256(whole)) !== file.sha256) {
    throw new Refusal("integrity", `${file.path} arrived with other bytes than its owner published.`, {
      subject: file.path,
      hint: "Try again; if it happens again, the host or a proxy changes the file.",
    });
  }
  return whole;
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  url: string,
  signal: AbortSignal,
) {
  try {
    return await reader.read();
  } catch {
    if (signal.aborted) throw new Refusal("cancelled", "The load was given up.");
    throw new Refusal("network", `The download of ${url} broke off.`, { subject: url, hint: "Try again." });
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sizeMismatch(file: ListedFile, filled: number): Refusal {
  return new Refusal("size_mismatch", `${file.path} has ${filled} bytes, not the ${file.size} it should have.`, {
    subject: file.path,
    hint: "Try again; the server may have sent only a part.",
  });
}

function find(listing: Listing, path: string): ListedFile {
  return listing.files.find((file) => file.path === path) ?? missing(listing, path);
}

function missing(listing: Listing, path: string): never {
  throw new Refusal("no_usable_files", `${listing.name} has no file ${path}.`, { subject: path });
}
