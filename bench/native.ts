import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import type { ModelFiles } from "../src/contract/bytes.ts";
import { createOnnx } from "../src/runtime/onnx/create-onnx.ts";
import type { Contender } from "./page/contender.ts";
import { ForwardPassContender } from "./page/forward-pass-contender.ts";
import { describeGraph } from "./page/ort-graph.ts";

/** Our q8 graph on native ONNX Runtime, in this process, on all cores. */
export async function startNative(folder: string): Promise<Contender> {
  const manifest: { files: { path: string; size: number }[] } = JSON.parse(
    readFileSync(join(folder, "manifest.json"), "utf8"),
  );
  const bytes = async (path: string) => new Uint8Array(readFileSync(join(folder, path)));
  const files: ModelFiles = {
    paths: manifest.files.map(({ path }) => path),
    size: (path) => manifest.files.find((file) => file.path === path)?.size ?? 0,
    text: async (path) => new TextDecoder().decode(await bytes(path)),
    bytes,
    async *stream(path) {
      yield await bytes(path);
    },
  };
  return new ForwardPassContender(await createOnnx(ort, files, { ...describeGraph(files, "q8"), provider: "cpu" }));
}
