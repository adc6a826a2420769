import { ARCHIVE, VOICE_FILE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { failureOf } from "../contract/outcome.ts";
import type { ModelStore } from "./model-store.ts";
import { openVoice } from "../voice/read-voice.ts";
import { voiceFiles } from "../voice/voice-files.ts";
import { unpackArchive } from "./unpack-archive.ts";

/**
 * The model in a zip or tar, or a voice under the name that its maker gave it. A zip that was exported under Storage, or a package that was saved, is imported; the files of any
 * other archive are unpacked, and stay the visitor's own.
 * @throws Refusal of the import and of {@link unpackArchive}
 */
export async function openArchive(file: NamedBytes, store: Pick<ModelStore, "import">): Promise<ModelSource> {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).replace(ARCHIVE, "");
  if (VOICE_FILE.test(file.path)) {
    const voice = await openVoice(file);
    return { kind: "files", name: voice.name || name, files: voiceFiles(voice) };
  }
  if (!/\.zip$/i.test(file.path)) return { kind: "files", name, files: await unpackArchive(file) };
  try {
    return (await store.import(file)).source;
  } catch (error) {
    // A zip that nobody saved here may be one that somebody made of a folder.
    if (failureOf(error).code !== "malformed_file") throw error;
  }
  return { kind: "files", name, files: await unpackArchive(file) };
}
