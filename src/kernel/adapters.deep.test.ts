import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTIVATION_NAMES } from "../gpt2/activations.ts";
import { MOST_RANK } from "./kernel-module.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { mergedModel, randomAdapter } from "./testing/random-adapter.ts";
import { floatTensorsOf, randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError } from "./testing/start-kernel.ts";

const VOCABULARY = 37;
/** Always the same shapes, as in `properties.deep.test.ts`. */
const RUNS = { seed: 1, numRuns: 60 };

const shapes = fc
  .record({
    headWidth: fc.integer({ min: 3, max: 20 }),
    n_layer: fc.integer({ min: 1, max: 2 }),
    n_inner: fc.integer({ min: 1, max: 70 }),
    vocab_size: fc.constant(VOCABULARY),
    n_positions: fc.integer({ min: 40, max: 50 }),
    activation_function: fc.constantFrom(...ACTIVATION_NAMES),
    tie_word_embeddings: fc.boolean(),
  })
  .map(({ headWidth, ...rest }) => ({ ...SMALL, ...rest, n_embd: headWidth * 3, n_head: 3 }));
const ranks = fc.array(fc.integer({ min: 0, max: MOST_RANK }), { minLength: 1, maxLength: 8 });
const ids = (maxLength: number) => fc.array(fc.integer({ min: 0, max: VOCABULARY - 1 }), { minLength: 1, maxLength });
const rows = fc.array(ids(12), { minLength: 1, maxLength: 9 });

describe("adapters beside the weights", () => {
  it("compute what the merged model does, for any shape and any ranks", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, ranks, ids(40), fc.nat(), fc.boolean(), async (shape, own, text, seed, floats) => {
        const model = randomModel(shape, seed);
        const adapter = adapterOf(model, own, seed);
        const pass = await startForwardPass(
          await kernelModule(),
          shape,
          floats ? floatTensorsOf(model) : tensorsOf(model),
        );
        pass.adapters.select(pass.adapters.add(adapter));
        const merged = await referenceLogits(mergedModel(model, adapter), text);
        expect(relativeError(await pass.forward([text], "all"), merged)).toBeLessThan(1e-3);
      }),
      RUNS,
    );
  });

  it("compute a row as they would alone, whatever lies beside it", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, ranks, rows, fc.nat(), async (shape, own, texts, seed) => {
        const model = randomModel(shape, seed);
        const pass = await startForwardPass(await kernelModule(), shape, tensorsOf(model));
        pass.adapters.select(pass.adapters.add(adapterOf(model, own, seed)));
        const together = [...(await pass.forward(texts))];
        for (const [row, text] of texts.entries()) {
          await pass.truncate(0);
          for (const id of text.slice(0, -1)) await pass.forward([[id]]);
          const alone = [...(await pass.forward([text.slice(-1)]))];
          expect(together.slice(row * VOCABULARY, (row + 1) * VOCABULARY)).toEqual(alone);
        }
      }),
      RUNS,
    );
  });
});

function adapterOf(model: ReturnType<typeof randomModel>, own: readonly number[], seed: number) {
  let next = 0;
  return randomAdapter(model, () => own[next++ % own.length] ?? 0, seed + 1);
}
