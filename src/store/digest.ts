import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { ByteSource } from "../contract/bytes.ts";
import { toHex } from "../contract/hex.ts";

/** What a file's owner says its bytes hash to. */
export type Digest =
  | { readonly kind: "sha256"; readonly hex: string }
  /** Git's name of a small file: SHA-1 over `blob <size>\0` and the bytes. */
  | { readonly kind: "git"; readonly hex: string };

/** Up to here a file is hashed in one go, natively; a larger one in slices, so that it need not fit into memory. */
const WHOLE_BYTES = 64 * 1024 * 1024;
const SLICE_BYTES = 4 * 1024 * 1024;

/** Name of a file in the store: it says what the bytes must be, so that equal files are kept once. */
export function digestKey({ kind, hex }: Digest): string {
  return `${kind}-${hex}`;
}

/** True when the bytes are those that the digest names. */
export async function matches(bytes: ByteSource, digest: Digest): Promise<boolean> {
  const hex = digest.kind === "sha256" ? await sha256Of(bytes) : await gitName(bytes);
  return hex === digest.hex;
}

export async function sha256Of(bytes: ByteSource): Promise<string> {
  if (bytes.size <= WHOLE_BYTES && globalThis.crypto?.subtle !== undefined) {
    return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer())));
  }
  const hash = sha256.create();
  for (let start = 0; start < bytes.size; start += SLICE_BYTES) {
    const slice = bytes.slice(start, Math.min(start + SLICE_BYTES, bytes.size));
    hash.update(new Uint8Array(await slice.arrayBuffer()));
  }
  return toHex(hash.digest());
}

async function gitName(bytes: ByteSource): Promise<string> {
  const hash = sha1.create().update(new TextEncoder().encode(`blob ${bytes.size}\0`));
  return toHex(hash.update(new Uint8Array(await bytes.arrayBuffer())).digest());
}
