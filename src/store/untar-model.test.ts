import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { type TarEntry, writeTar } from "../testing/write-tar.ts";
import { untarModel } from "./untar-model.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

const CONFIG = { name: "gpt2/config.json", content: '{"model_type":"gpt2"}' };
const WEIGHTS = { name: "gpt2/model.safetensors", content: "w".repeat(700) };

async function unpack(bytes: Uint8Array<ArrayBuffer>, path = "gpt2.tar") {
  const files = await untarModel({ path, bytes: new Blob([bytes]) });
  const read = files.map(async (file) => [file.path, new TextDecoder().decode(await file.bytes.arrayBuffer())]);
  return Object.fromEntries(await Promise.all(read));
}

describe("a tar with a model", () => {
  const expected = { "config.json": CONFIG.content, "model.safetensors": WEIGHTS.content };
  const long = `${"deep/".repeat(30)}model.safetensors`;
  const attributes = (path: string) => {
    const line = ` path=${path}\n`;
    return `${line.length + 3}${line}`;
  };

  it.each<[string, readonly TarEntry[]]>([
    ["with folders", [{ name: "gpt2/", type: "5" }, CONFIG, WEIGHTS]],
    ["from a folder's own place", [CONFIG, WEIGHTS].map((entry) => ({ ...entry, name: `./${entry.name}` }))],
    ["with what macOS adds", [CONFIG, { name: "gpt2/._config.json", content: "x" }, WEIGHTS]],
    ["with POSIX attributes", [CONFIG, { name: "x", type: "g", content: "13 comment=a\n" }, WEIGHTS]],
    ["with a prefix", [{ ...CONFIG, name: "config.json", change: (header) => header.set(utf8("gpt2"), 345) }, WEIGHTS]],
  ])("is unpacked %s", async (_name, entries) => {
    expect(await unpack(writeTar(entries))).toEqual(expected);
    expect(await unpack(new Uint8Array(gzipSync(writeTar(entries))), "gpt2.tar.gz")).toEqual(expected);
  });

  it.each<[string, TarEntry]>([
    ["POSIX", { name: "PaxHeader", type: "x", content: attributes(long) }],
    ["GNU", { name: "././@LongLink", type: "L", content: `${long}\0` }],
  ])("is unpacked with long names as %s writes them", async (_name, extension) => {
    const config = { name: `${"deep/".repeat(30)}config.json`, content: CONFIG.content };
    const named = extension.type === "x" ? attributes(config.name) : `${config.name}\0`;
    const entries = [
      { ...extension, content: named },
      { ...config, name: "cut" },
      extension,
      { ...WEIGHTS, name: "cut" },
    ];
    expect(await unpack(writeTar(entries))).toEqual(expected);
  });

  it("is whole without its end marks", async () => {
    expect(await unpack(writeTar([CONFIG, WEIGHTS], 0))).toEqual(expected);
  });
});

describe("a tar that is refused", () => {
  it.each<[string, Uint8Array<ArrayBuffer>, string | RegExp]>([
    ["with a link", writeTar([CONFIG, { ...WEIGHTS, type: "2", content: "" }]), "is a link"],
    ["with a hard link", writeTar([CONFIG, { ...WEIGHTS, type: "1", content: "" }]), "is a link"],
    ["with a device", writeTar([CONFIG, { ...WEIGHTS, type: "3", content: "" }]), "is a device"],
    ["with a name that leads out", writeTar([CONFIG, { ...WEIGHTS, name: "../x" }]), "../x"],
    ["with a name twice", writeTar([CONFIG, CONFIG]), "twice"],
    [
      "with two names that are one on many disks",
      writeTar([CONFIG, { ...CONFIG, name: "GPT2/config.json" }]),
      "one file",
    ],
    ["cut off", writeTar([CONFIG, WEIGHTS]).slice(0, 1800), "no whole tar"],
    ["with a wrong checksum", writeTar([CONFIG]).map((byte, i) => (i === 3 ? byte + 1 : byte)), "no whole tar"],
    [
      "with a size that is no number",
      writeTar([{ ...CONFIG, change: (header) => header.fill(0x39, 124, 135) }]),
      "no whole tar",
    ],
    [
      "with a size beyond all files",
      writeTar([{ ...CONFIG, change: (header) => header.set([0x80, ...Array(11).fill(255)], 124) }]),
      "no whole tar",
    ],
    [
      "with one name for all files",
      writeTar([{ name: "x", type: "g", content: "20 path=config.json\n" }, CONFIG]),
      "no whole tar",
    ],
    ["that is empty", new Uint8Array(), "no whole tar"],
    ["that is no tar", utf8("x".repeat(2000)), "no whole tar"],
    [
      "with broken gzip",
      new Uint8Array(gzipSync(writeTar([CONFIG]))).map((byte, i) => (i === 40 ? byte ^ 255 : byte)),
      "no whole tar",
    ],
    ["that unpacks without end", new Uint8Array(gzipSync(new Uint8Array(80 * 1024 * 1024))), "would unpack"],
    ["without a model", writeTar([{ name: "a.txt", content: "x" }]), "There is no config.json"],
    ["with another archive", writeTar([{ name: "a.zip", content: "x" }]), "another archive"],
    [
      "with two models",
      writeTar([CONFIG, WEIGHTS, { ...CONFIG, name: "b/config.json" }, { ...WEIGHTS, name: "b/model.safetensors" }]),
      "holds 2 models",
    ],
  ])("%s", async (_name, bytes, message) => {
    await expect(unpack(bytes)).rejects.toThrow(saying(message));
  });
});
