import { refuse, Refusal } from "../contract/outcome.ts";
import { readVoice } from "./read-voice.ts";
import type { Voice } from "./voice.ts";
import { writeVoice } from "./write-voice.ts";

/**
 * A voice as the bytes that are handed out: those that its own reader takes.
 * @throws Refusal `bad_request` where it does not: a model of matrices too wide, values too large
 */
export function finishVoice(voice: Voice): Uint8Array<ArrayBuffer> {
  const bytes = writeVoice(voice);
  try {
    readVoice(bytes, voice.name);
  } catch (error) {
    throw error instanceof Refusal ? refuse("bad_request", "not_shrunk", { why: error.failure }) : error;
  }
  return bytes;
}
