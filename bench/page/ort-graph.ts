import type { ModelFiles } from "../../src/contract/bytes.ts";
import { GRAPH_FILES } from "../../src/contract/manifest.ts";

/** Our q8 graph as `createOnnx` wants it described. */
export function ORT_GRAPH(files: ModelFiles) {
  const graph = GRAPH_FILES.q8;
  const data = files.paths.filter((path) => path.startsWith(`${graph}_data`));
  return {
    graph: { graph, data },
    shape: { layers: 12, heads: 12, headSize: 64, vocabSize: 50_257, maxPositions: 1024 },
    own: true,
    exactCache: true,
  };
}
