import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readVoiceOption } from "./voice-option.ts";

const folder = mkdtempSync(join(tmpdir(), "hostless-voice-"));
const path = join(folder, "a.hostless-voice");
const taken = join(folder, "taken.hostless-voice");
writeFileSync(taken, "mine");

it("is a place and a number of bytes, or nothing", () => {
  expect(readVoiceOption({ voice: path })).toEqual({ path, bytes: 8192 });
  expect(readVoiceOption({ voice: path, "voice-bytes": "65536" })).toEqual({ path, bytes: 65_536 });
  expect(readVoiceOption({})).toBeUndefined();
});

it.each([
  ["bytes without a file", { "voice-bytes": "8000" }, "--voice-bytes: give --voice"],
  ["too few bytes", { voice: path, "voice-bytes": "500" }, "--voice-bytes 500"],
  ["more bytes than a reader takes", { voice: path, "voice-bytes": "65537" }, "--voice-bytes 65537"],
  ["another ending", { voice: join(folder, "a.zip") }, "ends with .hostless-voice"],
  ["a file that is there", { voice: taken }, "is there already"],
  ["a folder that is not", { voice: join(folder, "none", "a.hostless-voice") }, "there is no folder"],
  ["a file as a folder", { voice: join(taken, "a.hostless-voice") }, "there is no folder"],
])("refuses %s", (_, values, message) => {
  expect(() => readVoiceOption(values)).toThrow(message);
});
