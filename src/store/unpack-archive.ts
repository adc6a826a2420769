import { VOICE_FILE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import { openVoice } from "../voice/read-voice.ts";
import { voiceFiles } from "../voice/voice-files.ts";
import { untarModel } from "./untar-model.ts";
import { unzipModel } from "./unzip-model.ts";

/**
 * The files of the model in a zip or tar, or of the adapter that a voice is, told apart by the archive's name.
 * @throws Refusal of {@link unzipModel}, {@link untarModel} and {@link openVoice}
 */
export async function unpackArchive(archive: NamedBytes): Promise<readonly NamedBytes[]> {
  if (VOICE_FILE.test(archive.path)) return voiceFiles(await openVoice(archive));
  return /\.zip$/i.test(archive.path) ? unzipModel(archive) : untarModel(archive);
}
