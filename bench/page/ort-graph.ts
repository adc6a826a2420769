import type { ModelFiles } from "../../src/contract/bytes.ts";
import { type Dtype, GRAPH_FILES } from "../../src/contract/dtypes.ts";

/** Our graph of 124M as `createOnnx` wants it described. */
export function describeGraph(files: ModelFiles, dtype: Dtype) {
  const graph = GRAPH_FILES[dtype];
  const data = files.paths.filter((path) => path.startsWith(`${graph}_data`));
  return {
    graph: { graph, data },
    shape: { n_layer: 12, n_head: 12, n_embd: 768, vocab_size: 50_257, n_positions: 1024 },
    own: true,
    exactCache: true,
  };
}
