import { parse, parseJson, pipe, string } from "valibot";
import { ADAPTER_NOTE, adapterNote } from "../contract/adapter-note.ts";
import { fromBase64Url } from "../contract/base64-url.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { checked, payloadsIn } from "../contract/share-payload.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";

/** Bytes before the checksum: what such a file begins with, and its version. */
const MAGIC_BYTES = 4;
/** Under which the link's adapter is named in messages. */
const NAME = "link.hostless-voice";

/** Reads the adapter that a link holds, and asks the visitor about it. What is wrong with it is said in its place. */
export async function showVoice(
  letters: string,
  engine: Pick<SessionWorld["engine"], "openArchive">,
  send: PageStore["send"],
): Promise<void> {
  const bytes = bytesOf(letters);
  const opened = await engine.openArchive({ path: NAME, bytes: new Blob([bytes]) });
  if (!opened.ok) return send({ type: "notice", text: opened.failure });
  const source = opened.value;
  if (source.kind !== "files") return;
  const note = source.files.find(({ path }) => path === ADAPTER_NOTE);
  const text = new TextDecoder().decode(await (note?.bytes ?? new Blob()).arrayBuffer());
  const base = cleanLine(parse(pipe(string(), parseJson(), adapterNote), text).base.name, 80);
  send({ type: "linked-voice", linked: { name: source.name, base, bytes: bytes.length, source } });
}

/** The bytes behind the letters, that text may stick to; where none are whole, some that are refused by name. */
function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const read = payloadsIn(letters).flatMap((payload) => {
    try {
      // A letter alone behind the last four holds no byte: the link was cut there.
      const letters = payload.length % 4 === 1 ? payload.slice(0, -1) : payload;
      return [new Uint8Array(fromBase64Url(letters))];
    } catch {
      return [];
    }
  });
  return read.find(isWhole) ?? read[0] ?? new Uint8Array();
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    checked(bytes.subarray(MAGIC_BYTES));
    return true;
  } catch {
    return false;
  }
}
