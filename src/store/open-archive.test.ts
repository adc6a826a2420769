import { makeZip } from "client-zip";
import { type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { NamedBytes } from "../contract/bytes.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { needsConversion } from "../worker/model-graphs.ts";
import { shrinkAdapter } from "../voice/shrink.ts";
import { randomTerms, SHAPE } from "../voice/testing/made-up-terms.ts";
import { writeVoice } from "../voice/write-voice.ts";
import { saying } from "../contract/testing/refused.ts";
import { createModelStore } from "./model-store.ts";
import { openArchive } from "./open-archive.ts";
import { nodeWorld } from "./testing/node-world.ts";

const bytesOf = async (source: { arrayBuffer(): Promise<ArrayBuffer> }) => new Uint8Array(await source.arrayBuffer());
const CHECKPOINT = fixtureFiles("bfloat", "safetensors");

async function entriesOf(files: readonly NamedBytes[], folder: string): Promise<Zippable> {
  const entries: Zippable = {};
  for (const { path, bytes } of files) entries[folder + path] = await bytesOf(bytes);
  return entries;
}

async function open(bytes: Blob, store = createModelStore(nodeWorld("http://localhost"))) {
  const source: ModelSource = await openArchive({ path: "downloads/my gpt2.ZIP", bytes }, store);
  if (source.kind !== "files") throw new Error("not files");
  return source;
}

describe("openArchive", () => {
  it("opens a voice as the adapter that it is, under its own name", async () => {
    const about = { name: "Seneca", base: { name: "base", id: "0".repeat(64) }, shape: SHAPE };
    const bytes = new Blob([writeVoice(shrinkAdapter(randomTerms(), 400, about))]);
    const store = createModelStore(nodeWorld("http://localhost"));
    const source = await openArchive({ path: "from a friend.hostless-voice", bytes }, store);
    if (source.kind !== "files") throw new Error("not files");
    expect([source.name, source.files.map(({ path }) => path)]).toEqual([
      "Seneca",
      ["adapter_config.json", "adapter_model.safetensors", "hostless-adapter.json"],
    ]);
    await expect(openArchive({ path: "a.hostless-voice", bytes: bytes.slice(0, 99) }, store)).rejects.toThrow(
      saying("is not whole"),
    );
  });

  it.each([
    ["stored", 0, ""],
    ["stored in a folder", 0, "gpt2/"],
    ["deflated in folders", 9, "working/run 1/"],
  ] as const)("opens a checkpoint whose files are %s", async (_name, level, folder) => {
    const noise = { "__MACOSX/gpt2/._config.json": new Uint8Array(9), [`${folder}.DS_Store`]: new Uint8Array(9) };
    const beside = { "state.db": new Uint8Array(9), [`${folder}checkpoint-5/config.json`]: new Uint8Array(9) };
    const zip = zipSync({ ...noise, ...(await entriesOf(CHECKPOINT, folder)), ...beside, sub: {} }, { level });
    const source = await open(new Blob([new Uint8Array(zip)]));
    expect(source.name).toBe("my gpt2");
    const listing = await createModelStore(nodeWorld("http://localhost")).lookUp(source);
    expect(needsConversion(listing)).toBe(true);
    for (const { path, bytes } of CHECKPOINT) {
      const unpacked = source.files.find((file) => file.path === path);
      expect(Buffer.compare(await bytesOf(unpacked?.bytes ?? new Blob()), await bytesOf(bytes))).toBe(0);
    }
    expect(source.files.some(({ path }) => /\._|\.DS_Store/.test(path))).toBe(false);
    expect(source.files.some(({ path }) => path.endsWith("state.db"))).toBe(folder === "");
  });

  it("opens one whose sizes stand behind the data, as programs write it that zip while they send", async () => {
    const files = CHECKPOINT.map(({ path, bytes }) => ({ name: `gpt2\\${path}`, input: new Response(bytes as Blob) }));
    const source = await open(await new Response(makeZip(files)).blob());
    expect(source.files.map(({ path }) => path).sort()).toEqual(CHECKPOINT.map(({ path }) => path).sort());
  });

  it("keeps a model that was exported here, and one that was zipped anew opens as files", async () => {
    const store = createModelStore(nodeWorld("http://localhost"));
    const config = '{"model_type":"gpt2"}';
    const hex = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(config))).toString("hex");
    const file = { path: "config.json", size: config.length, digest: { kind: "sha256", hex }, url: "https://x.test/" };
    const source = { kind: "files", name: "mine", files: [] };
    const record = { version: 1, source, name: "mine", origin: "", files: [file], kept: ["config.json"], lastUsed: 1 };
    const entries = {
      "hostless-model.json": Buffer.from(JSON.stringify(record)),
      "config.json": Buffer.from(config),
    };
    const exported = await open(new Blob([new Uint8Array(zipSync(entries, { level: 0 }))]), store);
    expect(exported).toEqual({ kind: "files", name: "mine (imported)", files: [] });
    expect(await store.stored()).toHaveLength(1);
    const again = await open(new Blob([new Uint8Array(zipSync({ mine: entries }, { level: 9 }))]), store);
    expect(again.files.map(({ path }) => path)).toContain("config.json");
  });
});
