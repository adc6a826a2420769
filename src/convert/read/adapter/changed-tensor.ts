import { refuseFile } from "../../../contract/refuse-file.ts";
import { loadTensor } from "../load-tensor.ts";
import { memoryBytes } from "../memory-bytes.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import type { AdapterConfig } from "./adapter-config.ts";
import { addLowRank, setLengths } from "./low-rank.ts";
import type { Product } from "./products.ts";

type Values = Float32Array<ArrayBuffer>;

/** A weight with an adapter's product added, and with DoRA each output given its length. */
export function changedWeight(weight: StoredTensor, product: Product): StoredTensor {
  const { rank, scaling, isTransposed, magnitude } = product;
  const [rows = 0, columns = 0] = weight.shape;
  return changed(weight, product.a, async (values) => {
    const [a, b] = [await loadTensor(product.a), await loadTensor(product.b)];
    addLowRank(values, [rows, columns], { a, b, rank, scaling, isTransposed });
    if (magnitude) setLengths(values, [rows, columns], await loadTensor(magnitude), isTransposed);
  });
}

export function changedBias(bias: StoredTensor, added: StoredTensor, scaling: number): StoredTensor {
  return changed(bias, added, async (values) => {
    const more = await loadTensor(added);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) + (more[i] ?? 0) * scaling;
  });
}

/**
 * An embedding with other rows for some tokens, in their order.
 * @throws Refusal `malformed_file` where rows and tokens do not match, or there is no such token
 */
export function changedRows(weight: StoredTensor, rows: StoredTensor, { tokens, path }: AdapterConfig): StoredTensor {
  const [count = 0, width = 0] = weight.shape;
  const expected = [tokens.length, width];
  if (rows.shape.join() !== expected.join())
    throw refuseFile(rows.path, "tensor_shape", {
      name: rows.name,
      shape: rows.shape.join(", "),
      expected: expected.join(", "),
    });
  const wrong = tokens.find((token) => token >= count);
  if (wrong !== undefined) throw refuseFile(path, "adapter_token", { token: `${wrong}`, tokens: count });
  return changed(weight, rows, async (values) => {
    const found = await loadTensor(rows);
    tokens.forEach((token, i) => {
      values.set(found.subarray(i * width, (i + 1) * width), token * width);
    });
  });
}

const NOTHING = memoryBytes(new Uint8Array());

/** The base's values, changed when they are read; named for what changes them. */
function changed(
  base: StoredTensor,
  { path, name }: StoredTensor,
  change: (values: Values) => Promise<void>,
): StoredTensor {
  return {
    name,
    path,
    dtype: "F32",
    shape: base.shape,
    bytes: NOTHING,
    async compute() {
      const loaded = await loadTensor(base);
      // What was read from a file is nobody else's; what was worked out may be.
      const values = base.compute ? loaded.slice() : loaded;
      await change(values);
      return values;
    },
  };
}
