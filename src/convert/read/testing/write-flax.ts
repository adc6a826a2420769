import { concat, floats, int, utf8 } from "./binary.ts";
import { tinyTensors } from "./tiny-checkpoint.ts";
import { asTorch } from "./write-llmc.ts";

const big = (value: number, width: 1 | 2 | 4) => int(value, width).slice().reverse();

/** Values as MessagePack has them. */
export const pack = {
  text: (text: string) => concat([[0xd9], big(utf8(text).length, 1), utf8(text)]),
  map: (entries: Readonly<Record<string, Uint8Array>>) =>
    concat([
      [0xde],
      big(Object.keys(entries).length, 2),
      ...Object.entries(entries).flatMap(([key, value]) => [pack.text(key), value]),
    ]),
  sizes: (shape: readonly number[]) =>
    concat([[0x90 + shape.length], ...shape.map((size) => concat([[0xce], big(size, 4)]))]),
  bytes: (bytes: Uint8Array) => concat([[0xc6], big(bytes.length, 4), bytes]),
  extension: (code: number, bytes: Uint8Array) => concat([[0xc9], big(bytes.length, 4), [code], bytes]),
  array: (shape: readonly number[], bytes: Uint8Array, dtype = "float32") =>
    pack.extension(1, concat([[0x93], pack.sizes(shape), pack.text(dtype), pack.bytes(bytes)])),
  chunked: (shape: readonly number[], chunks: readonly Uint8Array[]) =>
    pack.map({
      __msgpack_chunked_array__: Uint8Array.of(0xc3),
      shape: pack.map(Object.fromEntries(shape.map((size, i) => [`${i}`, concat([[0xcd], big(size, 2)])]))),
      chunks: pack.map(Object.fromEntries(chunks.map((chunk, i) => [`${i}`, chunk]))),
    }),
};

/** The arrays of the tiny checkpoint by their paths in flax. */
export function flaxArrays(write: typeof pack.array = pack.array): Record<string, Uint8Array> {
  return Object.fromEntries(
    tinyTensors().map((tensor) => {
      const { name, shape, values } = tensor;
      const path = `transformer/${name.replaceAll(".", "/")}`;
      const isLinear = /\.c_\w+\.weight$/.test(name);
      const kind = isLinear ? "kernel" : /^w[tp]e/.test(name) ? "embedding" : "scale";
      return [
        path.replace(/weight$/, kind),
        isLinear ? write([...shape].reverse(), floats(asTorch(tensor))) : write(shape, floats(values)),
      ];
    }),
  );
}

/** Arrays by their paths, as flax packs them. */
export function writeFlax(arrays: Readonly<Record<string, Uint8Array>> = flaxArrays()): Uint8Array<ArrayBuffer> {
  const groups = new Map<string, Record<string, Uint8Array>>();
  const whole: Record<string, Uint8Array> = {};
  for (const [path, bytes] of Object.entries(arrays)) {
    const slash = path.indexOf("/");
    const [group, rest] = [path.slice(0, slash), path.slice(slash + 1)];
    if (slash < 0) whole[path] = bytes;
    else groups.set(group, { ...groups.get(group), [rest]: bytes });
  }
  return pack.map({ ...whole, ...Object.fromEntries([...groups].map(([group, inner]) => [group, writeFlax(inner)])) });
}
