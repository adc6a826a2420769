import type { ModelFiles } from "../../src/contract/bytes.ts";
import { GRAPH_FILES } from "../../src/contract/dtypes.ts";

/** Our q8 graph as `createOnnx` wants it described. */
export function ORT_GRAPH(files: ModelFiles) {
  const graph = GRAPH_FILES.q8;
  const data = files.paths.filter((path) => path.startsWith(`${graph}_data`));
  return {
    graph: { graph, data },
    shape: { n_layer: 12, n_head: 12, n_embd: 768, vocab_size: 50_257, n_positions: 1024 },
    own: true,
    exactCache: true,
  };
}
