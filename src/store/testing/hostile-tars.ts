import type { FailureCode } from "../../contract/failure-parameters.ts";
import { type TarEntry, writeTar } from "../../testing/write-tar.ts";

/** An archive that must be refused, with the reason it must be refused for. */
export interface HostileArchive {
  readonly name: string;
  readonly code: FailureCode;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const CONFIG: TarEntry = { name: "gpt2/config.json", content: '{"model_type":"gpt2"}' };
const WEIGHTS: TarEntry = { name: "gpt2/model.safetensors", content: "w".repeat(700) };
/** A whole archive with a model in it. */
export const SOUND_TAR: Uint8Array<ArrayBuffer> = writeTar([CONFIG, WEIGHTS]);

const ascii = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const attributes = (content: string, type = "x"): TarEntry => ({ name: "PaxHeaders/x", type, content });
/** One attribute, with its length before it. */
function line(text: string): string {
  const rest = ` ${text}\n`;
  const digits = String(rest.length + String(rest.length + 2).length);
  return digits + rest;
}

const tar = (name: string, bytes: Uint8Array<ArrayBuffer>, code: FailureCode = "malformed_file"): HostileArchive => ({
  name,
  code,
  bytes,
});

/** Every hostile tar, the same on each run. */
export function* hostileTars(): Generator<HostileArchive> {
  yield* withWrongHeaders();
  yield* withWrongNames();
  yield* withWrongAttributes();
  yield* withMoreThanFiles();
}

function* withWrongHeaders(): Generator<HostileArchive> {
  for (const cut of [0, 1, 511, 512, 530, 1030, 1600, 2200]) yield tar(`cut at byte ${cut}`, SOUND_TAR.slice(0, cut));
  for (const at of [0, 100, 124, 148, 156, 257, 345])
    yield tar(
      `a changed byte at ${at}`,
      SOUND_TAR.map((byte, i) => (i === at ? byte ^ 0x55 : byte)),
    );
  const sizes: Readonly<Record<string, ArrayLike<number>>> = {
    "digits beyond eight": ascii("99999999999"),
    "a sign": ascii("-0000000010"),
    "a fraction": ascii("0000000.010"),
    "more than the file": ascii("77777777777"),
    "more than a number holds": [0x80, ...Array(11).fill(255)],
    "less than nought": [0xff, ...Array(11).fill(255)],
    "another base without its mark": [0x81, ...Array(11).fill(0)],
  };
  for (const [name, size] of Object.entries(sizes))
    yield tar(`a size of ${name}`, writeTar([CONFIG, { ...WEIGHTS, change: (header) => header.set(size, 124) }]));
  for (const type of ["1", "2", "3", "4", "6", "S", "M", "V", "N", "K", "D", "A", "X"])
    yield tar(`an entry of type ${type}`, writeTar([CONFIG, { ...WEIGHTS, type }]));
}

function* withWrongNames(): Generator<HostileArchive> {
  const names = ["../x", "/etc/passwd", "a/../../x", "C:/x", "a//b", "a/./b", "a\u0001b", "..", "gpt2/config.json/x"];
  for (const name of [...names, "GPT2/CONFIG.JSON", "gpt2/config.json.", "gpt2/con\u200bfig.json", "gpt2/config.json"])
    yield tar(`an entry named ${JSON.stringify(name)}`, writeTar([CONFIG, WEIGHTS, { name, content: "x" }]));
  yield tar("a folder with a name that leads out", writeTar([CONFIG, WEIGHTS, { name: "../x", type: "5" }]));
  yield tar("a folder with bytes", writeTar([CONFIG, WEIGHTS, { name: "x", type: "5", content: "x" }]));
  yield tar("a file that is named as a folder", writeTar([CONFIG, WEIGHTS, { name: "x/", content: "x" }]));
  const long = { name: "././@LongLink", type: "L", content: `${"../".repeat(99)}x\0` };
  yield tar("a long name that leads out", writeTar([CONFIG, WEIGHTS, long, { name: "cut", content: "x" }]));
  yield tar("a long name that is too long", writeTar([CONFIG, { ...long, content: "x".repeat(70_000) }, WEIGHTS]));
}

function* withWrongAttributes(): Generator<HostileArchive> {
  const lines: Readonly<Record<string, string>> = {
    "a length that is too small": "5 path=gpt2/model.safetensors\n",
    "a length beyond the header": "999 path=x\n",
    "no length": "path=x\n",
    "no equals sign": line("path"),
    "no name": line("=x"),
    "no end of the line": "8 path=x",
    "a size that is no number": line("size=1e3"),
    "a size less than nought": line("size=-1"),
    "a size beyond the file": line("size=99999999"),
    "a size beyond all numbers": line("size=99999999999999999999"),
    "a name that leads out": line("path=../x"),
    "a name that is twice there": line("path=gpt2/config.json"),
    "a sparse file": line("GNU.sparse.major=1") + line("GNU.sparse.name=gpt2/model.safetensors"),
  };
  for (const [name, text] of Object.entries(lines))
    yield tar(`an attribute with ${name}`, writeTar([CONFIG, attributes(text), WEIGHTS]));
  yield tar(
    "attributes that are too many",
    writeTar([CONFIG, attributes(line(`comment=${"x".repeat(70_000)}`)), WEIGHTS]),
  );
  for (const [name, text] of Object.entries({ name: line("path=x"), size: line("size=700") }))
    yield tar(`a ${name} for all files`, writeTar([attributes(text, "g"), CONFIG, WEIGHTS]));
  yield tar("attributes of nothing", writeTar([CONFIG, WEIGHTS, attributes(line("path=x"))]));
}

function* withMoreThanFiles(): Generator<HostileArchive> {
  yield tar("another archive behind its end", joined(SOUND_TAR, SOUND_TAR));
  yield tar("bytes behind its end", joined(SOUND_TAR, ascii("x")));
  yield tar("noughts without end", joined(SOUND_TAR, new Uint8Array(1024 * 1024 + 1)));
  yield tar("nothing but noughts", new Uint8Array(10_240));
  yield tar("a text", ascii("config.json ".repeat(99)));
  const many = Array.from({ length: 10_001 }, (_, i): TarEntry => ({ name: `a${i}` }));
  yield tar("more entries than any folder has", writeTar([CONFIG, WEIGHTS, ...many]), "limit_exceeded");
  yield tar("no model", writeTar([{ name: "a.txt", content: "x" }]), "no_usable_files");
  yield tar("another archive in it", writeTar([{ name: "a.tar", content: "x" }]), "no_usable_files");
}
