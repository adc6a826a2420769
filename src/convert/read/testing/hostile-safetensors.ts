import { patched, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles, tinyTensors } from "./tiny-checkpoint.ts";
import { rawSafetensors, type TinyTensor, writeSafetensors } from "./write-safetensors.ts";

const A = '"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}';

/** Headers that break the format's rules; all over 8 bytes of data. */
const HEADERS: Readonly<Record<string, string>> = {
  "an array": "[]",
  "empty header": "",
  "white space before the brace": ` {${A}}`,
  "no end": `{${A}`,
  "text behind": `{${A}} x`,
  "second object behind": `{${A}}{}`,
  "trailing comma": `{${A},}`,
  comment: `{/* */${A}}`,
  "single quotes": "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
  "same tensor twice": `{${A},${A}}`,
  "same tensor twice by escape": `{${A},"\\u0061":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}`,
  "same field twice": '{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "__proto__ as tensor": '{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "__proto__ as field": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"__proto__":{}}}',
  "__proto__ by escape": '{"\\u005f_proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "tensor is null": '{"a":null}',
  "tensor is a number": '{"a":8}',
  "tensor is a list": '{"a":["F32",[2],[0,8]]}',
  "no dtype": '{"a":{"shape":[2],"data_offsets":[0,8]}}',
  "no shape": '{"a":{"dtype":"F32","data_offsets":[0,8]}}',
  "no offsets": '{"a":{"dtype":"F32","shape":[2]}}',
  "a field too many": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}',
  "unknown dtype": '{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}',
  "dtype of an object's prototype": '{"a":{"dtype":"toString","shape":[2],"data_offsets":[0,8]}}',
  "dtype is a number": '{"a":{"dtype":32,"shape":[2],"data_offsets":[0,8]}}',
  "shape is a number": '{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}',
  "shape of texts": '{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}',
  "shape negative": '{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}',
  "shape minus zero": '{"a":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}',
  "shape fractional": '{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}',
  "shape with exponent": '{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}',
  "shape with leading zero": '{"a":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}',
  "shape NaN": '{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}',
  "shape nested": '{"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}',
  "shape of nine dimensions": '{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}',
  "shape over 2^53": '{"a":{"dtype":"F32","shape":[9007199254740993],"data_offsets":[0,8]}}',
  "shape that overflows 2^53": '{"a":{"dtype":"F32","shape":[94906267,94906267],"data_offsets":[0,8]}}',
  "shape that overflows 2^64 to 2": '{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}',
  "shape that overflows before a zero": '{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}',
  "shape larger than its data": '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}',
  "shape smaller than its data": '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}',
  "offsets of one number": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[8]}}',
  "offsets of three numbers": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}',
  "offsets backwards": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}',
  "offsets negative": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}',
  "offsets beyond the file": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}',
  "offsets over 2^53": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551616]}}',
  "hole at the beginning": '{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
  "hole at the end": '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
  "hole in the middle":
    '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}',
  overlap:
    '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
  "two tensors in one place":
    '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "metadata is a text": `{"__metadata__":"pt",${A}}`,
  "metadata with a number": `{"__metadata__":{"format":1},${A}}`,
  "metadata nested": `{"__metadata__":{"format":{"a":"b"}},${A}}`,
  "metadata twice": `{"__metadata__":{},"__metadata__":{},${A}}`,
  "control character in a name": '{"a\u0001":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "unknown escape": '{"\\x61":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
  "string that does not end": '{"a',
  "only tensors that GPT-2 does not have": `{${A}}`,
};

export function* hostileSafetensors(): HostileCases {
  for (const [name, header] of Object.entries(HEADERS)) yield weights(name, rawSafetensors(header, new Uint8Array(8)));
  yield* lengths();
  yield* otherTensors();
  yield* notFinite();
}

function weights(name: string, bytes: Uint8Array, code: HostileCase["code"] = "malformed_file"): HostileCase {
  return { name: `safetensors: ${name}`, code, files: tinyFiles({ "model.safetensors": bytes }) };
}

function* lengths(): HostileCases {
  const good = writeSafetensors(tinyTensors());
  const header = `{${A}}`;
  for (const size of [0, 1, 7, 8, 9, 20, 200, good.length - 1])
    yield weights(`cut at byte ${size}`, good.slice(0, size));
  yield weights("a byte behind", new Uint8Array([...good, 0]));
  yield weights("zeros all over", new Uint8Array(4096));
  yield weights("length one too short", rawSafetensors(header, new Uint8Array(8), header.length - 1));
  yield weights("length one too long", rawSafetensors(header, new Uint8Array(8), header.length + 1));
  yield weights("length beyond the file", rawSafetensors(header, new Uint8Array(8), 100_000));
  for (const length of [100_000_001, 2 ** 31, 2 ** 32 - 1, 2 ** 53, 2n ** 63n, 2n ** 64n - 1n]) {
    yield weights(`length ${length}`, rawSafetensors(header, new Uint8Array(8), length), "limit_exceeded");
  }
  yield weights("not UTF-8", rawSafetensors(patched(utf8(header), 2, [0xff]), new Uint8Array(8)));
  yield weights("UTF-16", rawSafetensors(new Uint8Array(Buffer.from(header, "utf16le")), new Uint8Array(8)));
  yield weights("deep lists", rawSafetensors(`{"a":${"[".repeat(100_000)}`, new Uint8Array(8)), "limit_exceeded");
  yield weights("deep objects", rawSafetensors('{"a":'.repeat(100_000), new Uint8Array(8)), "limit_exceeded");
  const many = Array.from({ length: 9000 }, (_, i) => `"${i}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`);
  yield weights("nine thousand tensors", rawSafetensors(`{${many}}`, new Uint8Array(0)), "limit_exceeded");
  yield weights("HTML of an error page", utf8("<!doctype html><html><body>Not Found</body></html>"), "limit_exceeded");
  yield weights(
    "a Git LFS pointer",
    utf8("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
    "limit_exceeded",
  );
}

/** Well-formed files whose tensors are not this GPT-2's. */
function* otherTensors(): HostileCases {
  const tensors = tinyTensors();
  for (const left of tensors) {
    yield weights(`without ${left.name}`, writeSafetensors(tensors.filter((tensor) => tensor !== left)));
    yield weights(
      `${left.name} with another shape`,
      writeSafetensors(replaced(left.name, { shape: [1, ...left.shape] })),
    );
  }
  const more = (name: string) => writeSafetensors([...tensors, { name, shape: [1], values: [0] }]);
  for (const name of ["h.1.ln_1.weight", "h.0.attn.q_norm.weight", "h.0.mlp.c_gate.weight"]) {
    yield weights(`with ${name}`, more(name));
  }
  // Nothing is wrong with such a file but that the adapter in it was not merged.
  const adapter = "h.0.attn.c_attn.lora_A.weight";
  yield weights(`with ${adapter}`, more(adapter), "no_usable_files");
  for (const name of ["transformer.ln_f.bias", "module.transformer.wte.weight", "model.ln_f.weight"]) {
    yield weights(`${name} beside the one without prefix`, more(name));
  }
  yield weights(
    "lm_head of another vocabulary",
    writeSafetensors([...tensors, { name: "lm_head.weight", shape: [2, 2], values: [0, 0, 0, 1] }]),
  );
  yield weights(
    "an embedding without rows",
    writeSafetensors(replaced("wte.weight", { shape: [0, 2], values: [] })),
    "tokenizer_mismatch",
  );
}

function replaced(name: string, change: Partial<TinyTensor>): TinyTensor[] {
  return tinyTensors().map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor));
}

/** T11: weights that are NaN or infinite, in each tensor. */
function* notFinite(): HostileCases {
  for (const { name, values } of tinyTensors()) {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const changed = [...values.slice(0, -1), wrong];
      yield weights(`${wrong} in ${name}`, writeSafetensors(replaced(name, { values: changed })));
    }
  }
  const halves = { F16: [0x00, 0x7c, 0x00, 0xfc, 0x01, 0x7e], BF16: [0x80, 0x7f, 0x80, 0xff, 0xc0, 0x7f] };
  for (const [dtype, bits] of Object.entries(halves)) {
    for (let i = 0; i < 3; i++)
      yield weights(`no number ${i} in ${dtype}`, halfFile(dtype, bits.slice(2 * i, 2 * i + 2)));
  }
  for (const dtype of ["U64", "I64", "C64"]) yield weights(`weights as ${dtype}`, wideFile(dtype));
}

/** The tiny checkpoint in a dtype of two bytes, the first value as given. */
function halfFile(dtype: string, first: readonly number[]): Uint8Array {
  return typedFile(dtype, 2, (data) => data.set(first));
}

const wideFile = (dtype: string): Uint8Array => typedFile(dtype, 8, () => {});

function typedFile(dtype: string, width: number, fill: (data: Uint8Array) => void): Uint8Array {
  let at = 0;
  const entries = tinyTensors().map(({ name, shape, values }) => {
    const begin = at;
    at += width * values.length;
    return [name, { dtype, shape, data_offsets: [begin, at] }];
  });
  const data = new Uint8Array(at);
  fill(data);
  return rawSafetensors(JSON.stringify(Object.fromEntries(entries)), data);
}
