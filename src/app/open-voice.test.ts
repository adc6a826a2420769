import { expect, it } from "vitest";
import { succeed } from "../contract/outcome.ts";
import { openVoice } from "./open-voice.ts";
import { voiceOf } from "./state/voice.ts";
import { infoOf, offerOf } from "./testing/answers.ts";
import { openPage, settle } from "./testing/page.ts";

it("writes with an adapter of files that were picked in this visit, whose paths nobody noted", async () => {
  const { session, state, described, loads } = openPage();
  const noted = { kind: "files", name: "mine", files: [] } as const;
  const source = { ...noted, files: [{ path: "config.json", bytes: new Blob(["{}"]) }] };
  void session.choose(source);
  described[0]?.settle(succeed(offerOf(source)));
  await settle();
  loads[0]?.settle(succeed(infoOf(noted)));
  await settle();
  await openVoice(session, { name: "sea", digest: "d".repeat(64), source: noted });
  expect(voiceOf(state())).toMatchObject({ name: "sea", source });
  expect(described).toHaveLength(1);
});
