import type { NamedBytes } from "../../../contract/bytes.ts";
import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { charsmapOf, offset, oneRule } from "../../../tokenizer/testing/charsmap.ts";
import { utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";
import { joinBytes, type Piece, writeField, writePieces } from "./write-pieces.ts";

const SOUND: readonly Piece[] = [
  ["<unk>", 0, 2],
  ["</s>", 0, 3],
  ["a", -1],
];
export const SOUND_PIECES = writePieces(SOUND);

const T5 = { tokenizer_class: "T5Tokenizer", extra_ids: 0 };

/** A checkpoint whose tokenizer is a file of SentencePiece. */
export function pieceFiles(
  bytes: Uint8Array = SOUND_PIECES,
  settings: object = T5,
  path = "spiece.model",
): readonly NamedBytes[] {
  return tinyFiles({
    "tokenizer.json": null,
    [path]: bytes,
    "tokenizer_config.json": JSON.stringify(settings),
  });
}

const of = (
  name: string,
  bytes: Uint8Array,
  code: FailureCode = "malformed_file",
  ...rest: [object?, string?]
): HostileCase => ({ name: `SentencePiece: ${name}`, code, files: pieceFiles(bytes, ...rest) });

/** Files of SentencePiece. */
export function* hostilePieces(): HostileCases {
  yield* wires();
  yield* pieces();
  yield* settings();
  yield* classes();
}

/** Bytes that are no message. */
function* wires(): HostileCases {
  const bytes = (...values: number[]) => Uint8Array.of(...values);
  const bad: Record<string, Uint8Array> = {
    "a piece that is cut off": SOUND_PIECES.slice(0, -3),
    "a length beyond its end": bytes(0x0a, 0x7f, 1),
    "a length of 4 GB": bytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f),
    "a length of 2^63": bytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
    "a number without an end": bytes(0x08, ...Array(20).fill(0x80)),
    "a field of number 0": bytes(0x02, 0x01, 0x41),
    "a wire type of 6": bytes(0x0e),
    "a wire type of 7": bytes(0x0f),
    "a group without an end": bytes(0x0b),
    "a thousand groups in groups": Uint8Array.from(Array(1000).fill(0x0b)),
    "the end of a group": bytes(0x0c),
    "a piece with a length beyond the piece": bytes(0x0a, 0x03, 0x0a, 0x7f, 0x41),
    "a score of two bytes": bytes(0x0a, 0x03, 0x15, 0, 0),
    "settings that are cut off": joinBytes(SOUND_PIECES, bytes(0x12, 0x02, 0x18)),
    "a charsmap beyond its end": joinBytes(SOUND_PIECES, bytes(0x1a, 0x02, 0x12, 0x7f)),
    HTML: utf8("<html><body>Not found</body></html>"),
    JSON: utf8('{"pieces":[]}'),
    "a pointer of Git LFS": utf8("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
    "a zip": utf8("PK\u0003\u0004 not a model"),
  };
  for (const [name, given] of Object.entries(bad)) yield of(name, given);
  for (const byte of [0x80, 0xc0, 0xed, 0xff])
    yield of(`a piece with the byte ${byte}`, joinBytes(SOUND_PIECES, writeField(1, writeField(1, bytes(byte)))));
  yield of("an unknown piece that is no text", joinBytes(SOUND_PIECES, writeField(2, writeField(45, bytes(0xff)))));
}

function* pieces(): HostileCases {
  const bad: Record<string, readonly Piece[]> = {
    none: [],
    "more than rows": [...SOUND, ["b", -2]],
    "a NaN": [...SOUND.slice(1), ["b", Number.NaN]],
    "an infinity": [...SOUND.slice(1), ["b", Number.POSITIVE_INFINITY]],
    "an infinity below 0": [...SOUND.slice(1), ["b", Number.NEGATIVE_INFINITY]],
  };
  for (const [name, given] of Object.entries(bad))
    yield of(`pieces: ${name}`, writePieces(given), "tokenizer_mismatch");
  yield of("no bytes", new Uint8Array(), "tokenizer_mismatch");
  yield of("a piece of 1,000 characters", writePieces([...SOUND, ["x".repeat(1000), -1]]), "limit_exceeded");
  const empty = new Uint8Array(600_000);
  for (let at = 0; at < empty.length; at += 2) empty[at] = 0x0a;
  yield of("300,000 empty pieces", empty, "limit_exceeded");
  yield of("13 MB", new Uint8Array(13_000_000), "limit_exceeded");
}

function* settings(): HostileCases {
  const withRules = (base64: string) =>
    joinBytes(
      SOUND_PIECES,
      writeField(
        3,
        writeField(
          2,
          Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)),
        ),
      ),
    );
  const rules: Record<string, string> = {
    "three bytes": "AAAA",
    "a length beyond its end": charsmapOf(oneRule(97, 0), "", 1_000_000),
    "a rule beyond its texts": charsmapOf(oneRule(97, 10), "x\0"),
    "children far beyond its end": charsmapOf([offset(2 ** 20)], "x\0"),
    "texts that are no UTF-8": charsmapOf(oneRule(97, 0), Uint8Array.of(0xff, 0)),
  };
  for (const [name, base64] of Object.entries(rules))
    yield of(`charsmap: ${name}`, withRules(base64), "tokenizer_mismatch");
  const asItIs = { tokenizer_class: "PreTrainedTokenizerFast" };
  for (const unk of [3, 2 ** 31 - 1, -1])
    yield of(
      `unk_id ${unk}`,
      joinBytes(SOUND_PIECES, writeField(2, writeField(40, unk))),
      "tokenizer_mismatch",
      asItIs,
      "tokenizer.model",
    );
  for (const change of [
    { extra_ids: -1 },
    { extra_ids: 1.5 },
    { extra_ids: "3" },
    { extra_ids: 2 ** 31 },
    { extra_ids: 5 },
  ])
    yield of(JSON.stringify(change), SOUND_PIECES, "tokenizer_mismatch", { ...T5, ...change });
  yield of("legacy 1", SOUND_PIECES, "tokenizer_mismatch", { ...asItIs, legacy: 1 }, "tokenizer.model");
  yield of("no end of a text", SOUND_PIECES, "tokenizer_mismatch", { ...T5, eos_token: null });
}

function* classes(): HostileCases {
  for (const name of [
    "GPT2Tokenizer",
    "BertTokenizer",
    "GPTSw3Tokenizer",
    "PegasusTokenizer",
    "MBartTokenizer",
    "PreTrainedTokenizerFast",
    "",
  ])
    yield of(`class ${name}`, SOUND_PIECES, "tokenizer_mismatch", { tokenizer_class: name });
  yield of("no class", SOUND_PIECES, "tokenizer_mismatch", {});
  yield of("under another name", SOUND_PIECES, "tokenizer_mismatch", T5, "my.model");
}
