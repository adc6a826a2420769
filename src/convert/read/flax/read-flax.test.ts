import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { floats } from "../testing/binary.ts";
import { tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { flaxArrays, pack, writeFlax } from "../testing/write-flax.ts";
import { bfloats } from "../testing/write-llmc.ts";

const files = (more: Readonly<Record<string, string | Uint8Array | null>>) =>
  tinyFiles({ "model.safetensors": null, ...more });
const read = (bytes: Uint8Array) => readCheckpoint(files({ "flax_model.msgpack": bytes }));

async function expectTiny(checkpoint: ReturnType<typeof read>): Promise<void> {
  const { tensorNames, tensor } = await checkpoint;
  expect(tensorNames).toEqual(tinyTensors().map(({ name }) => name));
  for (const { name, values } of tinyTensors()) expect([name, ...(await tensor(name))]).toEqual([name, ...values]);
}

/** An array in two chunks of flax. */
function inChunks(shape: readonly number[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = 4 * Math.floor(bytes.length / 8);
  const chunk = (part: Uint8Array) => pack.array([part.length / 4], part);
  return pack.chunked(shape, [chunk(bytes.slice(0, half)), chunk(bytes.slice(half))]);
}

describe("weights of flax", () => {
  it("are read with linear weights turned as transformers has them", async () => {
    await expectTiny(read(writeFlax()));
  });

  it("may be under params, without a head, in bfloat16 or in chunks", async () => {
    const renamed = (from: RegExp, to: string) =>
      writeFlax(
        Object.fromEntries(Object.entries(flaxArrays()).map(([path, array]) => [path.replace(from, to), array])),
      );
    await expectTiny(read(renamed(/^/, "params/")));
    await expectTiny(read(renamed(/^transformer\//, "")));
    const halves = flaxArrays((shape, bytes) =>
      pack.array(shape, bfloats([...new Float32Array(bytes.buffer)]), "bfloat16"),
    );
    await expectTiny(read(writeFlax(halves)));
    await expectTiny(read(writeFlax(flaxArrays(inChunks))));
  });

  it("may have a head of their own, which flax has the other way round", async () => {
    const head = { "lm_head/kernel": pack.array([2, 3], floats([1, 2, 3, 4, 5, 6])) };
    const { tensor, config } = await read(writeFlax({ ...flaxArrays(), ...head }));
    expect([...(await tensor("lm_head.weight"))]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(config.tie_word_embeddings).toBe(false);
  });

  it("may be in parts with an index, or under another name", async () => {
    const arrays = Object.entries(flaxArrays());
    const [first, second] = ["flax_model-00001-of-00002.msgpack", "flax_model-00002-of-00002.msgpack"];
    const weight_map = Object.fromEntries(arrays.map(([path], i) => [path, i < 4 ? first : second]));
    const parts = {
      [first]: writeFlax(Object.fromEntries(arrays.slice(0, 4))),
      [second]: writeFlax(Object.fromEntries(arrays.slice(4))),
      "flax_model.msgpack.index.json": JSON.stringify({ weight_map }),
    };
    await expectTiny(readCheckpoint(files(parts)));
    await expectTiny(readCheckpoint(files({ "mine.msgpack": writeFlax() })));
  });

  it("need the config.json that says how many heads there are", async () => {
    const alone = { "config.json": null, "flax_model.msgpack": writeFlax() };
    await expect(readCheckpoint(files(alone))).rejects.toThrow(
      saying("flax_model.msgpack: config.json is missing beside it."),
    );
  });
});
