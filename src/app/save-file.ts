import type { SavedFile } from "../contract/engine.ts";
import { fail, type Outcome, succeed } from "../contract/outcome.ts";

/** Hands a text to the visitor's downloads. */
export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), name);
}

/** Hands a file of the engine to the visitor's downloads; the browser keeps what arrives on disk when it is large. */
export async function saveOutcome(made: Promise<Outcome<SavedFile>>): Promise<Outcome<string>> {
  const outcome = await made;
  if (!outcome.ok) return outcome;
  const { name, stream } = outcome.value;
  if (!(stream instanceof ReadableStream)) {
    return fail({ code: "internal", message: `${name} did not arrive as a stream.` });
  }
  try {
    saveBlob(await new Response(stream).blob(), name);
    return succeed(name);
  } catch {
    const hint = "Free some space on this device and try again.";
    return fail({ code: "storage", message: `${name} could not be written.`, subject: name, hint });
  }
}

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
