import type { BlobWriter } from "./blob-store.ts";

/** Writes, then closes the writer. Where the writing fails that is told, whatever the closing comes to. */
export async function closeAfter(writer: BlobWriter, write: () => void | Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await writer.close().catch(() => undefined);
    throw error;
  }
  await writer.close();
}
