/** What is used of ONNX Runtime's build for training. */
interface Ort {
  readonly env: { readonly wasm: { numThreads: number; wasmPaths: string } };
  readonly Tensor: new (type: "int64", data: BigInt64Array, dims: readonly number[]) => object;
  readonly TrainingSession: {
    create(files: Readonly<Record<string, string>>, options: object): Promise<Session>;
  };
}

interface Session {
  runTrainStep(feeds: Readonly<Record<string, object>>): Promise<unknown>;
  runOptimizerStep(): Promise<unknown>;
  lazyResetGrad(): Promise<unknown>;
}

/**
 * Trains in the page, on batches of eight texts that are filled up to the longest. Sent there as its own text: it sees nothing around it.
 * @param site address of what was made of the model
 * @returns tokens a second
 */
export async function trainInPage(
  site: string,
  texts: readonly (readonly number[])[],
  threads: number,
  seconds: number,
): Promise<number> {
  const ort: Ort = await import(`${site}ort.training.wasm.min.mjs`);
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = site;
  const files = {
    trainModel: "training_model.onnx",
    optimizerModel: "optimizer_model.onnx",
    checkpointState: "checkpoint",
  };
  const urls = Object.fromEntries(Object.entries(files).map(([kind, name]) => [kind, site + name]));
  const session = await ort.TrainingSession.create(urls, { executionProviders: ["wasm"] });
  let at = 0;
  const learn = async () => {
    const some = texts.slice(at, at + 8);
    at = at + 16 > texts.length ? 0 : at + 8;
    const width = Math.max(...some.map((ids) => ids.length - 1));
    const ids = new BigInt64Array(some.length * width);
    const labels = new BigInt64Array(some.length * width).fill(-100n);
    for (const [row, text] of some.entries())
      for (const [place, id] of text.entries()) {
        if (place < text.length - 1) ids[row * width + place] = BigInt(id);
        if (place > 0) labels[row * width + place - 1] = BigInt(id);
      }
    await session.runTrainStep({
      ids: new ort.Tensor("int64", ids, [some.length, width]),
      labels: new ort.Tensor("int64", labels, [labels.length]),
    });
    await session.runOptimizerStep();
    await session.lazyResetGrad();
    return some.reduce((sum, text) => sum + text.length - 1, 0);
  };
  for (let warm = 0; warm < 3; warm++) await learn();
  const began = performance.now();
  let tokens = 0;
  while (performance.now() - began < seconds * 1000) tokens += await learn();
  return (tokens / (performance.now() - began)) * 1000;
}
