import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";

const SOUND = "[UNK]\n[CLS]\n[SEP]\n";
const CLASS = { tokenizer_class: "BertTokenizer" };

/** A checkpoint whose tokenizer is a `vocab.txt`. */
export function vocabTextFiles(text: string | Uint8Array = SOUND, settings: unknown = CLASS) {
  return tinyFiles({
    "tokenizer.json": null,
    "vocab.txt": text,
    "tokenizer_config.json": typeof settings === "string" ? settings : JSON.stringify(settings),
  });
}

const of = (
  name: string,
  files: ReturnType<typeof vocabTextFiles>,
  code: FailureCode = "tokenizer_mismatch",
): HostileCase => ({ name: `vocab.txt: ${name}`, code, files });

/** `vocab.txt` and the settings of its class. */
export function* hostileVocabTexts(): HostileCases {
  yield* texts();
  yield* classes();
  yield* settings();
  yield* others();
}

function* texts(): HostileCases {
  const bad: Record<string, string> = {
    "an empty file": "",
    "one empty line": "\n",
    "a line more than rows": `${SOUND}a\n`,
    "an empty line more than rows": `${SOUND}\nb`,
    "no [CLS] and no [SEP]": "[UNK]\na\nb\n",
    "a token in two lines, and none for an id": "[UNK]\n[CLS]\na\na\n[SEP]\n",
    "its tokens in one line": "[UNK] [CLS] [SEP]\n",
    "another end of lines": SOUND.replaceAll("\n", "\r"),
    "a byte order mark before [CLS]": "\ufeff[CLS]\n[UNK]\n[SEP]",
    JSON: '{"[UNK]":0,"[CLS]":1,"[SEP]":2}',
    HTML: "<html>\n<body>\n</body>\n</html>\n",
  };
  for (const [name, text] of Object.entries(bad)) yield of(name, vocabTextFiles(text));
  const many = Array.from({ length: 300_000 }, (_, i) => `t${i}`).join("\n");
  yield of("300,000 lines", vocabTextFiles(`${SOUND}${many}`), "limit_exceeded");
  yield of("a million empty lines", vocabTextFiles(SOUND + "\n".repeat(1_000_000)), "limit_exceeded");
  yield of("13 MB", vocabTextFiles(SOUND + "x".repeat(13_000_000)), "limit_exceeded");
  yield of("a line of a megabyte", vocabTextFiles(`[UNK]\n[CLS]\n${"x".repeat(2 ** 20)}`), "limit_exceeded");
  yield of("a line of spaces", vocabTextFiles(`[UNK]\n[CLS]\n${" ".repeat(2 ** 20)}x`), "limit_exceeded");
  for (const byte of [0x80, 0xc0, 0xed, 0xf8, 0xff])
    yield of(`the byte ${byte}`, vocabTextFiles(Uint8Array.of(...utf8(SOUND), byte)), "malformed_file");
  yield of("half a character", vocabTextFiles(Uint8Array.of(...utf8(SOUND), 0xe6, 0xbc)), "malformed_file");
  yield of("half a surrogate pair", vocabTextFiles(Uint8Array.of(0xed, 0xa0, 0x80, ...utf8(SOUND))), "malformed_file");
  yield of(
    "UTF-16",
    vocabTextFiles(Uint8Array.of(0xff, 0xfe, ...[...utf8(SOUND)].flatMap((byte) => [byte, 0]))),
    "malformed_file",
  );
}

function* classes(): HostileCases {
  for (const name of [
    "GPT2Tokenizer",
    "T5Tokenizer",
    "RobertaTokenizerFast",
    "PreTrainedTokenizerFast",
    "BertJapaneseTokenizer",
    "RoFormerTokenizer",
    "SomeTokenizer",
    "constructor",
    "",
  ])
    yield of(`class ${name}`, vocabTextFiles(SOUND, { tokenizer_class: name }));
  yield of("no class", vocabTextFiles(SOUND, {}));
}

function* settings(): HostileCases {
  for (const name of ["do_lower_case", "tokenize_chinese_chars"]) {
    for (const value of [1, "true", null, []])
      yield of(`${name} ${JSON.stringify(value)}`, vocabTextFiles(SOUND, { ...CLASS, [name]: value }));
  }
  for (const strip_accents of [1, "no", {}])
    yield of(`strip_accents ${JSON.stringify(strip_accents)}`, vocabTextFiles(SOUND, { ...CLASS, strip_accents }));
  yield of("another [CLS]", vocabTextFiles(SOUND, { ...CLASS, cls_token: "<s>" }));
  yield of("settings of half a file", vocabTextFiles(SOUND, '{"tokenizer_class":"BertTokenizer"'), "malformed_file");
}

function* others(): HostileCases {
  const more = (name: string, content: string) => [...vocabTextFiles(), ...tinyFiles({ [name]: content }).slice(-1)];
  for (const added of ['{"[MASK]":0}', '{"x":1.5}', '{"":7}'])
    yield of(`added_tokens.json ${added}`, more("added_tokens.json", added));
  yield of("special_tokens_map.json is a list", more("special_tokens_map.json", "[]"), "malformed_file");
}
