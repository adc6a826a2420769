import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { untarModel } from "./untar-model.ts";

interface Entry {
  readonly name: string;
  readonly text?: string;
  readonly type?: string;
  /** Changes the header before its checksum is made. */
  readonly change?: (header: Uint8Array) => void;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A tar as POSIX describes it. */
function writeTar(entries: readonly Entry[], end = 1024): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap(({ name, text = "", type = "0", change }) => {
    const content = utf8(text);
    const header = new Uint8Array(512);
    const put = (at: number, value: string) => header.set(utf8(value), at);
    put(0, name.slice(0, 100));
    put(100, "0000644\0");
    put(124, `${content.length.toString(8).padStart(11, "0")}\0`);
    put(156, type);
    put(257, "ustar\x0000");
    change?.(header);
    put(148, "        ");
    put(
      148,
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
    );
    const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
    padded.set(content);
    return [header, padded];
  });
  const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, end));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

const CONFIG = { name: "gpt2/config.json", text: '{"model_type":"gpt2"}' };
const WEIGHTS = { name: "gpt2/model.safetensors", text: "w".repeat(700) };

async function unpack(bytes: Uint8Array<ArrayBuffer>, path = "gpt2.tar") {
  const files = await untarModel({ path, bytes: new Blob([bytes]) });
  const read = files.map(async (file) => [file.path, new TextDecoder().decode(await file.bytes.arrayBuffer())]);
  return Object.fromEntries(await Promise.all(read));
}

describe("a tar with a model", () => {
  const expected = { "config.json": CONFIG.text, "model.safetensors": WEIGHTS.text };
  const long = `${"deep/".repeat(30)}model.safetensors`;
  const attributes = (path: string) => {
    const line = ` path=${path}\n`;
    return `${line.length + 3}${line}`;
  };

  it.each<[string, readonly Entry[]]>([
    ["with folders", [{ name: "gpt2/", type: "5" }, CONFIG, WEIGHTS]],
    ["from a folder's own place", [CONFIG, WEIGHTS].map((entry) => ({ ...entry, name: `./${entry.name}` }))],
    ["with what macOS adds", [CONFIG, { name: "gpt2/._config.json", text: "x" }, WEIGHTS]],
    ["with POSIX attributes", [CONFIG, { name: "x", type: "g", text: "13 comment=a\n" }, WEIGHTS]],
    ["with a prefix", [{ ...CONFIG, name: "config.json", change: (header) => header.set(utf8("gpt2"), 345) }, WEIGHTS]],
  ])("is unpacked %s", async (_name, entries) => {
    expect(await unpack(writeTar(entries))).toEqual(expected);
    expect(await unpack(new Uint8Array(gzipSync(writeTar(entries))), "gpt2.tar.gz")).toEqual(expected);
  });

  it.each<[string, Entry]>([
    ["POSIX", { name: "PaxHeader", type: "x", text: attributes(long) }],
    ["GNU", { name: "././@LongLink", type: "L", text: `${long}\0` }],
  ])("is unpacked with long names as %s writes them", async (_name, extension) => {
    const config = { name: `${"deep/".repeat(30)}config.json`, text: CONFIG.text };
    const named = extension.type === "x" ? attributes(config.name) : `${config.name}\0`;
    const entries = [{ ...extension, text: named }, { ...config, name: "cut" }, extension, { ...WEIGHTS, name: "cut" }];
    expect(await unpack(writeTar(entries))).toEqual(expected);
  });

  it("is whole without its end marks", async () => {
    expect(await unpack(writeTar([CONFIG, WEIGHTS], 0))).toEqual(expected);
  });
});

describe("a tar that is refused", () => {
  it.each<[string, Uint8Array<ArrayBuffer>, string | RegExp]>([
    ["with a link", writeTar([CONFIG, { ...WEIGHTS, type: "2", text: "" }]), "is a link"],
    ["with a hard link", writeTar([CONFIG, { ...WEIGHTS, type: "1", text: "" }]), "is a link"],
    ["with a device", writeTar([CONFIG, { ...WEIGHTS, type: "3", text: "" }]), "is a device"],
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
    ["that is empty", new Uint8Array(), "no whole tar"],
    ["that is no tar", utf8("x".repeat(2000)), "no whole tar"],
    [
      "with broken gzip",
      new Uint8Array(gzipSync(writeTar([CONFIG]))).map((byte, i) => (i === 40 ? byte ^ 255 : byte)),
      "no whole tar",
    ],
    ["that unpacks without end", new Uint8Array(gzipSync(new Uint8Array(80 * 1024 * 1024))), "would unpack"],
    ["without a model", writeTar([{ name: "a.txt", text: "x" }]), "There is no config.json"],
    ["with another archive", writeTar([{ name: "a.zip", text: "x" }]), "another archive"],
    [
      "with two models",
      writeTar([CONFIG, WEIGHTS, { ...CONFIG, name: "b/config.json" }, { ...WEIGHTS, name: "b/model.safetensors" }]),
      "holds 2 models",
    ],
  ])("%s", async (_name, bytes, message) => {
    await expect(unpack(bytes)).rejects.toThrow(saying(message));
  });
});
