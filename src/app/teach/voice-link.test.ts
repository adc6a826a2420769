import { expect, it } from "vitest";
import { OWN_MODEL } from "../../bridge/own-model.ts";
import { readIntent } from "../intent.ts";
import { voiceLink } from "./voice-link.ts";

const page = new URL("https://site.example/a/?lang=de#s2=x");
const bytes = Uint8Array.of(0x48, 0x4c, 0x76, 1, 255);
const voice = "SEx2Af8";

it("opens with the model that the adapter is of", () => {
  const own = voiceLink(page, bytes, OWN_MODEL) ?? "";
  expect(own).toBe("https://site.example/a/#v1=SEx2Af8");
  expect(readIntent(new URL(own), OWN_MODEL)).toEqual({ source: OWN_MODEL, voice });
  const hub = { kind: "hub", repo: "owner/name", revision: "1".repeat(40) } as const;
  expect(readIntent(new URL(voiceLink(page, bytes, hub) ?? ""), OWN_MODEL)).toEqual({ source: hub, voice });
});

it("is none for a model that nobody else can open", () => {
  expect(voiceLink(page, bytes, { kind: "files", name: "mine", files: [] })).toBe(undefined);
});
