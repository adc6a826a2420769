import { concat, floats, int, utf8 } from "./binary.ts";

export interface TinyTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** A valid file of float32 tensors. */
export function writeSafetensors(tensors: readonly TinyTensor[]): Uint8Array<ArrayBuffer> {
  let at = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = at;
    at += 4 * values.length;
    return [name, { dtype: "F32", shape, data_offsets: [begin, at] }];
  });
  return rawSafetensors(JSON.stringify(Object.fromEntries(entries)), floats(tensors.flatMap(({ values }) => values)));
}

/** Any header over any data. */
export function rawSafetensors(header: string | Uint8Array, data: Uint8Array, length?: number | bigint) {
  const text = typeof header === "string" ? utf8(header) : header;
  return concat([int(length ?? text.length, 8), text, data]);
}
